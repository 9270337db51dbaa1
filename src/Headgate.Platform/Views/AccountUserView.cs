using System.Text.Json.Serialization;
using Headgate.Store.Model;

namespace Headgate.Platform.Views;

/// <summary>A user on the wire of v3's single get.</summary>
internal sealed record AccountUserView
{
    public required long Id { get; init; }
    public required string Email { get; init; }
    public required string FirstName { get; init; }
    public required string LastName { get; init; }
    public required string Fullname { get; init; }
    public required bool EmailVerified { get; init; }
    public required AccountUserLicenseView License { get; init; }
    public required bool IsActive { get; init; }
    public required bool IsStaff { get; init; }
    public required bool ScimManaged { get; init; }

    [JsonConverter(typeof(ZuluTimeConverter))]
    public required DateTimeOffset CreatedAt { get; init; }

    [JsonConverter(typeof(ZuluTimeConverter))]
    public required DateTimeOffset UpdatedAt { get; init; }

    public static AccountUserView Of(User user, Membership place) =>
        new()
        {
            Id = user.Id,
            Email = user.Email,
            FirstName = user.FirstName,
            LastName = user.LastName,
            Fullname = $"{user.FirstName} {user.LastName}".Trim(),
            EmailVerified = user.EmailVerified,
            License = new(place.Id, place.LicenseType),
            IsActive = user.IsActive,
            IsStaff = user.IsStaff,
            ScimManaged = place.ScimManaged,
            CreatedAt = user.CreatedAt,
            UpdatedAt = user.UpdatedAt,
        };
}

/// <summary>A licence in short.</summary>
internal sealed record AccountUserLicenseView(long Id, string LicenseType);
