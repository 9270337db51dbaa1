using System.Text.Json;
using Headgate.Store.Model;

namespace Headgate.Platform.Views;

/// <summary>An environment on the wire of v3.</summary>
internal sealed record EnvironmentView : EnvironmentBaseView
{
    private EnvironmentView(DbtEnvironment row)
        : base(row) { }

    public static EnvironmentView Of(DbtEnvironment row) => new(row);

    public long? PrimaryProfileId => Row.PrimaryProfileId;
    public bool IsDeferrable => Row.Type is "deployment";
    public bool EnableModelQueryHistory => Row.EnableModelQueryHistory;
    public bool EnableDbtState => Row.EnableDbtState;
    public ProjectView? Project { get; init; }
    public CredentialView? Credentials { get; init; }
    public ConnectionView? Connection { get; init; }
    public JsonElement? FusionReadiness { get; init; }
}
