using Headgate.Store.Model;

namespace Headgate.Platform.Views;

/// <summary>What v2 and v3 show alike of an environment.</summary>
internal abstract record EnvironmentBaseView
{
    private readonly VisibleKinds _visible;

    private protected EnvironmentBaseView(DbtEnvironment row, VisibleKinds visible) => (Row, _visible) = (row, visible);

    public long Id => Row.Id;
    public long AccountId => Row.AccountId;
    public long ProjectId => Row.ProjectId;
    public long? CredentialsId => _visible.Credentials ? Row.CredentialsId : null;
    public long? ConnectionId => _visible.Connections ? Row.ConnectionId : null;
    public long? ExtendedAttributesId => Row.ExtendedAttributesId;
    public long? RepositoryId => _visible.Repositories ? Row.RepositoryId : null;
    public string Name => Row.Name;
    public string DbtVersion => Row.DbtVersion;
    public string RawDbtVersion => Row.RawDbtVersion ?? Row.DbtVersion;
    public string Type => Row.Type;
    public bool UseCustomBranch => Row.UseCustomBranch;
    public string? CustomBranch => Row.CustomBranch;
    public string? DbtProjectSubdirectory => Row.DbtProjectSubdirectory;
    public bool SupportsDocs => Row.SupportsDocs;
    public string? DeploymentType => Row.DeploymentType;
    public int State => (int)Row.State;
    public long? CreatedById => Row.CreatedById;
    public SpaceTime CreatedAt => Row.CreatedAt;
    public SpaceTime UpdatedAt => Row.UpdatedAt;
    public RepositoryView? Repository { get; init; }

    private protected DbtEnvironment Row { get; }
}
