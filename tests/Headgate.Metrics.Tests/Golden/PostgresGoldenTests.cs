namespace Headgate.Metrics.Tests.Golden;

public sealed class PostgresGoldenTests(PostgresGoldenTests.Warehouse warehouse)
    : GoldenQueryTests(warehouse.Value),
        IClassFixture<PostgresGoldenTests.Warehouse>
{
    public sealed class Warehouse : IDisposable
    {
        private readonly Lazy<GroveWarehouse> _value = new(GroveWarehouse.Postgres);

        public GroveWarehouse Value => _value.Value;

        public void Dispose()
        {
            if (_value.IsValueCreated)
            {
                Value.Dispose();
            }
        }
    }
}
