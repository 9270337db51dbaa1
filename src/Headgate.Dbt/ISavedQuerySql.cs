using Headgate.Dbt.Artifacts;

namespace Headgate.Dbt;

/// <summary>Writes saved queries as SQL. The engine runs projects and plans no metrics: whoever calls it brings this along.</summary>
public interface ISavedQuerySql
{
    /// <summary>The statement that gives a saved query's rows, or why there is none.</summary>
    /// <param name="manifest">The project; the same object for all queries of a call.</param>
    /// <param name="savedQuery">The query's name.</param>
    /// <param name="adapterType">The kind of database: <c>duckdb</c>.</param>
    SavedQueryStatement Write(Manifest manifest, string savedQuery, string adapterType);
}
