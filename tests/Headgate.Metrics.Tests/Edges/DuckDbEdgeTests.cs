namespace Headgate.Metrics.Tests.Edges;

public sealed class DuckDbEdgeTests() : EdgeTests(SqlEngine.DuckDb);
