using Headgate.Dbt.Confinement;
using Headgate.Jinja.Values;

namespace Headgate.Dbt.Context.Functions;

/// <summary><c>env_var(name, default)</c>: a variable of the process's environment.</summary>
internal static class EnvVar
{
    /// <summary>The function.</summary>
    /// <param name="variables">The environment.</param>
    /// <param name="used">Told of each name and value, so that artifacts can say what a file depends on.</param>
    public static Value Create(IReadOnlyDictionary<string, string> variables, Action<string, string>? used) =>
        Value.Function(
            "env_var",
            (_, arguments) =>
            {
                var name = arguments.RequiredText(0, "var", "env_var");
                if (SecretNames.Has(name))
                {
                    throw new DbtException(
                        DbtErrorKind.Parsing,
                        $"Secret env vars are allowed only in profiles.yml or packages.yml. Found '{name}' referenced elsewhere."
                    );
                }
                if (variables.TryGetValue(name, out var value))
                {
                    used?.Invoke(name, value);
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
