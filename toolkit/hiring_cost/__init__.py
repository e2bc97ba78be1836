"""What hiring costs an association: pure arithmetic on `Decimal` from a plan and the published facts."""
