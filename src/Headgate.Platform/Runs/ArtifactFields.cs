using Headgate.Catalogue;

namespace Headgate.Platform.Runs;

/// <summary>What says which of a run's files is meant.</summary>
internal static class ArtifactFields
{
    public static readonly Field<int?> Step = In.Query.Int(
        "step",
        "Index of a step, counted from 1 over all steps: only what that step wrote. Without it, each file as it was written last.",
        1
    );

    public static readonly Field<IReadOnlyList<string>?> Related = In.Query.Texts(
        "include_related",
        "Without effect: dbt's description has it, and there is nothing related."
    );

    public static Fields<StepChoice> All { get; } = new() { { Step, (c, v) => c.Step = v }, { Related, (_, _) => { } } };
}
