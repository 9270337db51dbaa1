using System.Buffers.Text;
using Headgate.Store;
using Headgate.Store.Model;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Passkeys;

/// <summary>
/// What the platform's WebAuthn asks of a store of users: who has a passkey, and its public key. It changes nothing: what is added and removed goes through operations, which are
/// recorded.
/// </summary>
internal sealed class PasskeyStore(IDbContextFactory<HeadgateDb> databases) : IUserPasskeyStore<PasskeyPerson>
{
    public async Task<PasskeyPerson?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken) =>
        await RowAsync(credentialId, cancellationToken) is { } row ? new PasskeyPerson(row.AccountId, row.UserId) : null;

    public async Task<UserPasskeyInfo?> FindPasskeyAsync(PasskeyPerson user, byte[] credentialId, CancellationToken cancellationToken) =>
        await RowAsync(credentialId, cancellationToken) is { } row && row.AccountId == user.AccountId && row.UserId == user.UserId
            ? Info(row)
            : null;

    public async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(PasskeyPerson user, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var rows = await db
            .Passkeys.AsNoTracking()
            .Where(p => p.AccountId == user.AccountId && p.UserId == user.UserId)
            .OrderBy(p => p.Id)
            .ToListAsync(cancellationToken);
        return [.. rows.Select(Info)];
    }

    public Task<string> GetUserIdAsync(PasskeyPerson user, CancellationToken cancellationToken) => Task.FromResult(user.Handle);

    public Task<string?> GetUserNameAsync(PasskeyPerson user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Handle);

    public Task<PasskeyPerson?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        Task.FromResult(PasskeyPerson.Of(userId));

    public Task<PasskeyPerson?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        Task.FromResult(PasskeyPerson.Of(normalizedUserName));

    public Task<string?> GetNormalizedUserNameAsync(PasskeyPerson user, CancellationToken cancellationToken) =>
        GetUserNameAsync(user, cancellationToken);

    public Task AddOrUpdatePasskeyAsync(PasskeyPerson user, UserPasskeyInfo passkey, CancellationToken cancellationToken) =>
        throw Changes();

    public Task RemovePasskeyAsync(PasskeyPerson user, byte[] credentialId, CancellationToken cancellationToken) => throw Changes();

    public Task SetUserNameAsync(PasskeyPerson user, string? userName, CancellationToken cancellationToken) => throw Changes();

    public Task SetNormalizedUserNameAsync(PasskeyPerson user, string? normalizedName, CancellationToken cancellationToken) =>
        throw Changes();

    public Task<IdentityResult> CreateAsync(PasskeyPerson user, CancellationToken cancellationToken) => throw Changes();

    public Task<IdentityResult> UpdateAsync(PasskeyPerson user, CancellationToken cancellationToken) => throw Changes();

    public Task<IdentityResult> DeleteAsync(PasskeyPerson user, CancellationToken cancellationToken) => throw Changes();

    public void Dispose() { }

    private static NotSupportedException Changes() => new("Passkeys and people are changed by operations alone.");

    private async Task<Passkey?> RowAsync(byte[] credentialId, CancellationToken cancellation)
    {
        var id = Base64Url.EncodeToString(credentialId);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.Passkeys.AsNoTracking().FirstOrDefaultAsync(p => p.CredentialId == id, cancellation);
    }

    private static UserPasskeyInfo Info(Passkey row) =>
        new(
            Base64Url.DecodeFromChars(row.CredentialId),
            row.PublicKey,
            row.CreatedAt,
            (uint)row.SignCount,
            transports: null,
            isUserVerified: true,
            row.IsBackupEligible,
            row.IsBackedUp,
            attestationObject: [],
            clientDataJson: []
        )
        {
            Name = row.Name,
        };
}
