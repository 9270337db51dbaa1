using Headgate.Catalogue;
using Headgate.Store.Model;

namespace Headgate.Platform.SemanticLayer;

/// <summary>What bodies say of a Semantic Layer configuration.</summary>
internal static class ConfigurationFields
{
    /// <summary>For a new configuration.</summary>
    public static Fields<SemanticLayerConfiguration> Create { get; } = Of(isUpdate: false);

    /// <summary>For a change.</summary>
    public static Fields<SemanticLayerConfiguration> Update { get; } = Of(isUpdate: true);

    private static Fields<SemanticLayerConfiguration> Of(bool isUpdate) =>
        new Fields<SemanticLayerConfiguration>
        {
            { In.Body.Id("project_id", "The project; must be that of the path."), (c, v) => c.ProjectId = v ?? c.ProjectId },
            {
                In
                    .Body.Id("environment_id", "The environment of the project whose metrics are asked for.")
                    .RequiredIf(true)
                    .Naming(TargetKind.Environment)
                    .Told(),
                (c, v) => c.EnvironmentId = v ?? c.EnvironmentId
            },
        }.AddRepeated(isUpdate, "configuration");
}
