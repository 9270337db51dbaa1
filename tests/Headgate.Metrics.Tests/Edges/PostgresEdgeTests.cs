namespace Headgate.Metrics.Tests.Edges;

public sealed class PostgresEdgeTests() : EdgeTests(SqlEngine.Postgres);
