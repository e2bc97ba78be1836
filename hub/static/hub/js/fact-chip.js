// A number of law or money in the rich text editor: chosen from the facts, shown as a chip with its value.
(() => {
  const { draftail, React } = window;

  class FactSource extends draftail.ModalWorkflowSource {
    getChooserConfig() {
      return {
        url: this.props.entityType.chooserUrls.factChooser,
        urlParams: {},
        onload: window.CHOOSER_MODAL_ONLOAD_HANDLERS,
        responses: { chosen: (fact) => this.onChosen({ ...fact, label: fact.title, title: this.props.entityType.word }) },
      };
    }

    filterEntityData({ id, label }) {
      return { id, label };
    }
  }

  const FactChip = (props) => {
    const { id, label } = props.contentState.getEntity(props.entityKey).getData();
    return React.createElement(draftail.TooltipEntity, { ...props, icon: "tag", label: label || String(id), url: null });
  };

  draftail.registerPlugin({ type: "FACT", source: FactSource, decorator: FactChip }, "entityTypes");
})();
