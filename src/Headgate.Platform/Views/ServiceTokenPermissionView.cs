using Headgate.Store.Model;

namespace Headgate.Platform.Views;

/// <summary>A permission set of a token in the long form.</summary>
internal sealed record ServiceTokenPermissionView : PermissionSetView
{
    private ServiceTokenPermissionView(ServiceTokenPermission row)
        : base(row) => ServiceTokenId = row.ServiceTokenId;

    public static ServiceTokenPermissionView Of(ServiceTokenPermission row) => new(row);

    public long ServiceTokenId { get; }
}
