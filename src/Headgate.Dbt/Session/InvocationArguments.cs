using Headgate.Dbt.Confinement;

namespace Headgate.Dbt.Session;

/// <summary>The options of a call as run_results.json and templates show them.</summary>
internal static class InvocationArguments
{
    private static readonly string[] Unshown = ["help", "version", "target_path", "log_path", "profiles_dir", "project_dir"];

    /// <summary>Options by key; those without a value are left out.</summary>
    public static OrderedDictionary<string, object?> Of(Invocation invocation)
    {
        var arguments = new OrderedDictionary<string, object?>();
        foreach (var option in invocation.Options.Options.Where(o => !Unshown.Contains(o.Key)))
        {
            if (invocation.Options.Plain(option.Key) is { } value)
            {
                arguments[option.Key] = option.Place is not null && value is string place ? Shown(invocation, place) : value;
            }
        }
        if (arguments.GetValueOrDefault("vars") is OrderedDictionary<string, object?> vars)
        {
            arguments["vars"] = Hidden(vars);
        }
        arguments["warn_error_options"] = WarnErrorOptions(invocation.Options.Get(CommandLine.GlobalOptions.WarnErrorOptions));
        arguments["project_dir"] = Shown(invocation, invocation.ProjectDirectory);
        arguments["profiles_dir"] = Shown(
            invocation,
            invocation.Options.Get(CommandLine.CommandOptions.ProfilesDir) ?? invocation.ProjectDirectory
        );
        arguments["log_path"] = Shown(invocation, invocation.LogDirectory);
        if (invocation.Call.Argument is { } argument)
        {
            arguments["macro"] = argument;
        }
        arguments["which"] = invocation.Call.Command.Which;
        arguments["invocation_command"] = Shown(invocation, invocation.CommandText);
        return arguments;
    }

    /// <summary>A run's artifacts have the names that places have inside its box.</summary>
    private static string Shown(Invocation invocation, string text) => invocation.Process.Box?.Inner(text) ?? text;

    /// <summary>Variables with the names of secrets are not shown.</summary>
    private static OrderedDictionary<string, object?> Hidden(OrderedDictionary<string, object?> vars)
    {
        var shown = new OrderedDictionary<string, object?>();
        foreach (var (name, value) in vars)
        {
            shown[name] = SecretNames.Has(name) ? "*****" : value;
        }
        return shown;
    }

    private static OrderedDictionary<string, object?> WarnErrorOptions(OrderedDictionary<string, object?> given) =>
        new()
        {
            ["error"] = given.GetValueOrDefault("error") ?? given.GetValueOrDefault("include") ?? new List<object?>(),
            ["warn"] = given.GetValueOrDefault("warn") ?? given.GetValueOrDefault("exclude") ?? new List<object?>(),
            ["silence"] = given.GetValueOrDefault("silence") ?? new List<object?>(),
        };
}
