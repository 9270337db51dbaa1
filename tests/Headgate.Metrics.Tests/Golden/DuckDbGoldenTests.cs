namespace Headgate.Metrics.Tests.Golden;

public sealed class DuckDbGoldenTests(DuckDbGoldenTests.Warehouse warehouse)
    : GoldenQueryTests(warehouse.Value),
        IClassFixture<DuckDbGoldenTests.Warehouse>
{
    public sealed class Warehouse : IDisposable
    {
        public GroveWarehouse Value { get; } = GroveWarehouse.DuckDb();

        public void Dispose() => Value.Dispose();
    }
}
