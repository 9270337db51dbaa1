using System.Text.Json;
using System.Text.Json.Serialization;
using Headgate.Store.Model;

namespace Headgate.Platform.Views;

/// <summary>A user on the wire of lists and of v2.</summary>
internal sealed record UserView
{
    public required long Id { get; init; }
    public required string FirstName { get; init; }
    public required string LastName { get; init; }
    public required string Fullname { get; init; }
    public required string Email { get; init; }
    public required bool IsActive { get; init; }
    public required bool IsStaff { get; init; }
    public required bool EmailVerified { get; init; }
    public bool EmailConnected { get; init; } = true;
    public bool EnterpriseConnected { get; init; }
    public string? EnterpriseAuthenticationMethod { get; init; }
    public bool SsoOnlyUser { get; init; }
    public required bool GithubConnected { get; init; }
    public string? GithubUsername { get; init; }
    public bool GithubTokenRetrievalFailure { get; init; }
    public required bool GitlabConnected { get; init; }
    public string? GitlabUsername { get; init; }
    public bool GitlabTokenRetrievalFailure { get; init; }
    public required bool AzureActiveDirectoryConnected { get; init; }
    public string? AzureActiveDirectoryUsername { get; init; }
    public bool AzureActiveDirectoryTokenRetrievalFailure { get; init; }
    public required IReadOnlyList<UserLicenseView> Permissions { get; init; }
    public required IReadOnlyDictionary<string, UserLicenseView> Licenses { get; init; }
    public IReadOnlyList<JsonElement> AuthProviderInfos { get; init; } = [];

    [JsonConverter(typeof(SpaceTimeConverter))]
    public DateTimeOffset? ApitokenLastUsed { get; init; }

    [JsonConverter(typeof(SpaceTimeConverter))]
    public DateTimeOffset? LastLogin { get; init; }

    [JsonConverter(typeof(SpaceTimeConverter))]
    public required DateTimeOffset CreatedAt { get; init; }

    public static UserView Of(User user, IReadOnlyList<UserLicenseView> licences) =>
        new()
        {
            Id = user.Id,
            FirstName = user.FirstName,
            LastName = user.LastName,
            Fullname = $"{user.FirstName} {user.LastName}".Trim(),
            Email = user.Email,
            IsActive = user.IsActive,
            IsStaff = user.IsStaff,
            EmailVerified = user.EmailVerified,
            GithubConnected = user.GithubUsername is not null,
            GithubUsername = user.GithubUsername,
            GitlabConnected = user.GitlabUsername is not null,
            GitlabUsername = user.GitlabUsername,
            AzureActiveDirectoryConnected = user.AzureActiveDirectoryUsername is not null,
            AzureActiveDirectoryUsername = user.AzureActiveDirectoryUsername,
            Permissions = licences,
            Licenses = licences.ToDictionary(
                l => l.AccountId.ToString(System.Globalization.CultureInfo.InvariantCulture),
                l => l with { Groups = [] },
                StringComparer.Ordinal
            ),
            LastLogin = user.LastLogin,
            CreatedAt = user.CreatedAt,
        };
}

/// <summary>A user's licence in an account, with the groups that give rights there.</summary>
internal sealed record UserLicenseView(
    long Id,
    long UserId,
    long AccountId,
    string LicenseType,
    int State,
    IReadOnlyList<GroupView> Groups
);
