using Headgate.Store.Model;

namespace Headgate.Platform.Views;

/// <summary>A user on the wire of v3's single get.</summary>
internal sealed record AccountUserView
{
    private readonly User _row;

    private AccountUserView(User row) => _row = row;

    public static AccountUserView Of(User row, Membership place) =>
        new(row) { License = new(place.Id, place.LicenseType), ScimManaged = place.ScimManaged };

    public long Id => _row.Id;
    public string Email => _row.Email;
    public string FirstName => _row.FirstName;
    public string LastName => _row.LastName;
    public string Fullname => $"{_row.FirstName} {_row.LastName}".Trim();
    public bool EmailVerified => _row.EmailVerified;
    public required AccountUserLicenseView License { get; init; }
    public bool IsActive => _row.IsActive;
    public bool IsStaff => _row.IsStaff;
    public required bool ScimManaged { get; init; }
    public ZuluTime CreatedAt => _row.CreatedAt;
    public ZuluTime UpdatedAt => _row.UpdatedAt;
}

/// <summary>A licence in short.</summary>
internal sealed record AccountUserLicenseView(long Id, string LicenseType);
