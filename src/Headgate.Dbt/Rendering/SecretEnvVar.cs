using Headgate.Jinja.Values;

namespace Headgate.Dbt.Rendering;

/// <summary><c>env_var</c> where secrets are allowed: in profiles and lists of packages.</summary>
internal static class SecretEnvVar
{
    public static Value Create(IReadOnlyDictionary<string, string> variables) =>
        Value.Function(
            "env_var",
            (_, arguments) =>
            {
                var name = arguments.TryGet(0, "var", out var first) ? first.ToString() : "";
                if (variables.TryGetValue(name, out var value))
                {
                    return Value.From(value);
                }
                if (arguments.TryGet(1, "default", out var otherwise) && !otherwise.IsNone)
                {
                    return otherwise;
                }
                throw DbtException.WithoutVariable(name);
            }
        );
}
