using System.Text.Json;
using Headgate.Store.Model;

namespace Headgate.Platform.Views;

/// <summary>A user on the wire of lists and of v2.</summary>
internal sealed record UserView
{
    private readonly User _row;

    private UserView(User row) => _row = row;

    public static UserView Of(User row, IReadOnlyList<UserLicenseView> licences) =>
        new(row)
        {
            Permissions = licences,
            Licenses = licences.ToDictionary(
                l => l.AccountId.ToString(System.Globalization.CultureInfo.InvariantCulture),
                l => l with { Groups = [] },
                StringComparer.Ordinal
            ),
        };

    public long Id => _row.Id;
    public string FirstName => _row.FirstName;
    public string LastName => _row.LastName;
    public string Fullname => $"{_row.FirstName} {_row.LastName}".Trim();
    public string Email => _row.Email;
    public bool IsActive => _row.IsActive;
    public bool IsStaff => _row.IsStaff;
    public bool EmailVerified => _row.EmailVerified;
    public bool EmailConnected { get; init; } = true;
    public bool EnterpriseConnected { get; init; }
    public string? EnterpriseAuthenticationMethod { get; init; }
    public bool SsoOnlyUser { get; init; }
    public bool GithubConnected => _row.GithubUsername is not null;
    public string? GithubUsername => _row.GithubUsername;
    public bool GithubTokenRetrievalFailure { get; init; }
    public bool GitlabConnected => _row.GitlabUsername is not null;
    public string? GitlabUsername => _row.GitlabUsername;
    public bool GitlabTokenRetrievalFailure { get; init; }
    public bool AzureActiveDirectoryConnected => _row.AzureActiveDirectoryUsername is not null;
    public string? AzureActiveDirectoryUsername => _row.AzureActiveDirectoryUsername;
    public bool AzureActiveDirectoryTokenRetrievalFailure { get; init; }
    public required IReadOnlyList<UserLicenseView> Permissions { get; init; }
    public required IReadOnlyDictionary<string, UserLicenseView> Licenses { get; init; }
    public IReadOnlyList<JsonElement> AuthProviderInfos { get; init; } = [];
    public SpaceTime? ApitokenLastUsed { get; init; }
    public SpaceTime? LastLogin => _row.LastLogin;
    public SpaceTime CreatedAt => _row.CreatedAt;
}

/// <summary>A user's licence in an account, with the groups that give rights there.</summary>
internal sealed record UserLicenseView(long Id, long UserId, long AccountId, string LicenseType, int State, IReadOnlyList<GroupView> Groups)
{
    public static UserLicenseView Of(Membership place, IEnumerable<GroupView> groups) =>
        new(place.Id, place.UserId, place.AccountId, place.LicenseType, (int)place.State, [.. groups]);
}
