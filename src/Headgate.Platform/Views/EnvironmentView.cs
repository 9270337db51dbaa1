using System.Text.Json;
using Headgate.Store.Model;

namespace Headgate.Platform.Views;

/// <summary>An environment on the wire of v3.</summary>
internal sealed record EnvironmentView : EnvironmentBaseView
{
    private EnvironmentView(DbtEnvironment row, VisibleKinds visible)
        : base(row, visible) { }

    /// <summary>The view of an environment alone, with the ids of what its caller may see.</summary>
    public static EnvironmentView Of(DbtEnvironment row, VisibleKinds visible) => new(row, visible);

    public long? PrimaryProfileId => Row.PrimaryProfileId;
    public bool IsDeferrable => Row.Type is "deployment";
    public bool EnableModelQueryHistory => Row.EnableModelQueryHistory;
    public bool EnableDbtState => Row.EnableDbtState;
    public ProjectView? Project { get; init; }
    public CredentialView? Credentials { get; init; }
    public ConnectionView? Connection { get; init; }
    public JsonElement? FusionReadiness { get; init; }
}
