using Headgate.Dbt.Confinement;

namespace Headgate.Dbt.Adapters.DuckDb;

/// <summary>Which keys of a profile's output a box allows. What it does not allow is refused at the start, never left out in silence.</summary>
internal static class BoxedOutput
{
    /// <summary>Settings that change what a query answers, and nothing that it reaches.</summary>
    private static readonly HashSet<string> Harmless = new(StringComparer.OrdinalIgnoreCase)
    {
        "calendar",
        "default_collation",
        "default_null_order",
        "default_order",
        "ieee_floating_point_ops",
        "integer_division",
        "lambda_syntax",
        "null_order",
        "old_implicit_casting",
        "order_by_non_integer_literal",
        "pivot_limit",
        "preserve_insertion_order",
        "scalar_subquery_error_on_multiple_rows",
        "timezone",
    };

    /// <summary>Extensions that are part of the library.</summary>
    private static readonly HashSet<string> BuiltIn = new(StringComparer.OrdinalIgnoreCase)
    {
        "autocomplete",
        "core_functions",
        "icu",
        "json",
        "parquet",
    };

    /// <summary>Keys of the public adapter that reach further than a box does.</summary>
    private static readonly string[] Never =
    [
        "allow_unsigned_extensions",
        "config_options",
        "filesystems",
        "module_paths",
        "plugins",
        "remote",
        "secrets",
        "use_credential_provider",
    ];

    /// <summary>Checks an output.</summary>
    /// <exception cref="DatabaseException">The box does not allow a key.</exception>
    public static void Check(IReadOnlyDictionary<string, object?> output, DuckDbCredentials credentials, Box box)
    {
        if (Array.Find(Never, key => IsSet(output.GetValueOrDefault(key))) is { } never)
        {
            throw Refused(never, "no setting of the server allows it; take it out of the profile");
        }
        CheckFile("path", credentials.Path, box);
        foreach (var attachment in credentials.Attach)
        {
            CheckFile("attach", attachment.Path, box);
        }
        if (credentials.Extensions.FirstOrDefault(e => !BuiltIn.Contains(e) && !box.Extensions.Contains(e)) is { } extension)
        {
            throw Refused($"extensions ('{extension}')", $"the operator allows it by {BoxVariables.Extensions}");
        }
        if (credentials.Settings.Keys.FirstOrDefault(s => !Harmless.Contains(s) && !box.Settings.Contains(s)) is { } setting)
        {
            throw Refused($"settings ('{setting}')", $"the operator allows it by {BoxVariables.Settings}");
        }
    }

    private static void CheckFile(string key, string path, Box box)
    {
        if (path == DuckDbCredentials.InMemory)
        {
            return;
        }
        if (!Path.IsPathFullyQualified(path) || !box.Holds(path))
        {
            throw Refused($"{key} ('{Path.GetFileName(path)}')", $"the operator allows a file by {BoxVariables.Paths}");
        }
        if (box.HasFurtherName(RealPath.Of(path)!))
        {
            throw Refused($"{key} ('{Path.GetFileName(path)}')", "the file has more than one name; give it one of its own");
        }
    }

    private static bool IsSet(object? value) =>
        value switch
        {
            null or false or "" => false,
            System.Collections.ICollection many => many.Count > 0,
            _ => true,
        };

    private static DatabaseException Refused(string key, string remedy) =>
        new($"{Box.EngineRefuses}: the profile's key {key}; {remedy}.") { IsConnection = true };
}
