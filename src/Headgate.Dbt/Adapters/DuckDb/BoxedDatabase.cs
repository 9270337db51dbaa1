using DuckDB.NET.Data;
using Headgate.Dbt.Confinement;

namespace Headgate.Dbt.Adapters.DuckDb;

/// <summary>
/// How a database is opened and locked in a box. DuckDB takes allowed places only before access is shut, settings only before the lock, and
/// allows by itself what is attached then.
/// </summary>
internal static class BoxedDatabase
{
    /// <summary>Opens a database; in a box without extensions that DuckDB would fetch or load by itself, as for a file of another kind.</summary>
    public static DuckDBConnectionStringBuilder Opening(string path, Box? box)
    {
        var opening = new DuckDBConnectionStringBuilder { DataSource = path };
        if (box is not null)
        {
            foreach (
                var setting in (string[])
                    ["autoinstall_known_extensions", "autoload_known_extensions", "allow_community_extensions", "allow_unsigned_extensions"]
            )
            {
                opening[setting] = "false";
            }
            if (box.ReadsOnly)
            {
                opening["access_mode"] = "READ_ONLY";
            }
        }
        return opening;
    }

    /// <summary>The statements that shut the box, in order. They are global: each later connection to the database has them.</summary>
    public static IEnumerable<string> Locking(DuckDbCredentials credentials, Box box)
    {
        foreach (var (name, value) in credentials.Settings)
        {
            yield return $"set global {DuckDbDialect.Instance.Quote(name)} = {DuckDbAdapter.Literal(value)}";
        }
        var own = Path.Combine(box.Root, ".duckdb");
        yield return "set allow_persistent_secrets = false";
        yield return "set secret_directory = " + DuckDbAdapter.Literal(Path.Combine(own, "secrets"));
        yield return "set temp_directory = " + DuckDbAdapter.Literal(Path.Combine(own, "temporary"));
        yield return "set home_directory = " + DuckDbAdapter.Literal(box.Root);
        yield return "set allowed_directories = " + List(box.Folders.Prepend(box.Root).Select(f => f + Path.DirectorySeparatorChar));
        yield return "set allowed_paths = " + List(box.Files);
        yield return "set enable_external_access = false";
        yield return "set lock_configuration = true";
    }

    private static string List(IEnumerable<string> texts) => $"[{string.Join(", ", texts.Select(DuckDbAdapter.Literal))}]";
}
