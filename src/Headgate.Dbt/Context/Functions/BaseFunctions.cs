using System.Security.Cryptography;
using System.Text;
using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Collections;

namespace Headgate.Dbt.Context.Functions;

/// <summary>The functions and values that every template has, whatever it is rendered for.</summary>
internal static class BaseFunctions
{
    /// <summary>The names and values for one invocation, seen from one package.</summary>
    public static Dictionary<string, Value> Create(InvocationFacts facts, Action<string, string>? environmentVariableUsed)
    {
        var settings = facts.Project.Settings;
        var members = new Dictionary<string, Value>(StringComparer.Ordinal)
        {
            ["env_var"] = EnvVar.Create(facts.EnvironmentVariables, environmentVariableUsed),
            ["return"] = Value.Function("return", static (context, a) => context.ReturnFromMacro(a.Get(0, "data", Value.None))),
            ["log"] = Value.Function("log", (_, a) => Log(facts, a)),
            ["print"] = Value.Function("print", (_, a) => Print(facts, a)),
            ["local_md5"] = Value.Function("local_md5", static (_, a) => Value.From(Md5(a.RequiredText(0, "value", "local_md5")))),
            ["run_started_at"] = Value.FromObject(settings.StartedAt),
            ["invocation_id"] = Value.From(settings.InvocationId),
            ["invocation_args_dict"] = facts.Arguments,
            ["dbt_version"] = Value.From(DbtVersion.Compatible),
            ["dbt_metadata_envs"] = MetadataEnvironment(facts.EnvironmentVariables),
            ["flags"] = facts.Flags,
            ["target"] = facts.Target,
            ["modules"] = Objects.Modules.Create(facts.Deprecate),
            ["adapter_macro"] = Value.Function("adapter_macro", static (_, a) => throw AdapterMacro(a.Get(0, "name", Value.None))),
            ["project_name"] = Value.From(facts.Project.Root.Name),
        };
        foreach (var (name, value) in Serialisation.Functions.Concat(Collections.Functions))
        {
            members[name] = value;
        }
        return members;
    }

    private static DbtException AdapterMacro(in Value name) =>
        new(
            DbtErrorKind.Compilation,
            "The \"adapter_macro\" macro has been deprecated. Instead, use the `adapter.dispatch` method to find a macro and call the result.  "
                + "For more information, see: https://docs.getdbt.com/reference/dbt-jinja-functions/dispatch)"
                + $" adapter_macro was called for: {name}"
        );

    private static Value Log(InvocationFacts facts, in Arguments arguments)
    {
        facts.Log(arguments.Required(0, "msg", "log").ToString(), arguments.Flag(1, "info", false));
        return Value.EmptyString;
    }

    private static Value Print(InvocationFacts facts, in Arguments arguments)
    {
        facts.Print(arguments.Required(0, "msg", "print").ToString());
        return Value.EmptyString;
    }

    private static string Md5(string text) =>
#pragma warning disable CA5351 // dbt's local_md5 is a fingerprint that projects rely on, not a protection.
        Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5351

    private static Value MetadataEnvironment(IReadOnlyDictionary<string, string> variables)
    {
        const string Prefix = "DBT_ENV_CUSTOM_ENV_";
        var dict = new JinjaDict();
        foreach (
            var (name, value) in variables
                .Where(v => v.Key.StartsWith(Prefix, StringComparison.Ordinal))
                .OrderBy(v => v.Key, StringComparer.Ordinal)
        )
        {
            dict.Set(name[Prefix.Length..], Value.From(value));
        }
        return Value.From(dict);
    }
}
