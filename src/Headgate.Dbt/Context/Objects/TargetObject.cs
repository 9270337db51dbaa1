using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Collections;

namespace Headgate.Dbt.Context.Objects;

/// <summary>Makes <c>target</c>: the facts of the chosen output that templates may read, never its secrets.</summary>
internal static class TargetObject
{
    /// <summary>The dict of <c>target</c>.</summary>
    public static Value Of(Project.ProfileTarget target, Adapters.TargetCredentials credentials)
    {
        var dict = new JinjaDict();
        foreach (var (key, value) in credentials.Public)
        {
            dict.Set(key, Value.FromObject(value));
        }
        dict.Set("name", Value.From(target.Name));
        dict.Set("target_name", Value.From(target.Name));
        dict.Set("profile_name", Value.From(target.ProfileName));
        dict.Set("type", Value.From(target.Type));
        dict.Set("threads", Value.From(target.Threads));
        dict.Set("database", Value.From(credentials.Database));
        dict.Set("dbname", Value.From(credentials.Database));
        dict.Set("schema", Value.From(credentials.Schema));
        return Value.From(dict);
    }
}
