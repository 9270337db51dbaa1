using Headgate.Store.Model;

namespace Headgate.Platform.Views;

/// <summary>A permission set that a group or a service token holds, on the wire.</summary>
internal abstract record PermissionSetView
{
    private readonly IPermissionSetRow _row;

    private protected PermissionSetView(IPermissionSetRow row) => _row = row;

    public long Id => _row.Id;
    public long AccountId => _row.AccountId;
    public long? ProjectId => _row.ProjectId;
    public bool AllProjects => _row.AllProjects;
    public string PermissionSet => _row.PermissionSet;
    public int State => (int)_row.State;
    public IReadOnlyList<string> WritableEnvironmentCategories => _row.WritableEnvironmentCategories;
    public SpaceTime CreatedAt => _row.CreatedAt;
    public SpaceTime UpdatedAt => _row.UpdatedAt;
}
