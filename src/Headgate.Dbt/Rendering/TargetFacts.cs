using Headgate.Dbt.Adapters;
using Headgate.Dbt.Context.Objects;
using Headgate.Dbt.Project;
using Headgate.Jinja.Values;

namespace Headgate.Dbt.Rendering;

/// <summary>The value of <c>target</c> in YAML files: what a target shows of itself, without its secrets.</summary>
internal static class TargetFacts
{
    public static Value Of(ProfileTarget target) =>
        TargetObject.Of(target, new TargetCredentials(target.Database ?? "", target.Schema, target.Public));
}
