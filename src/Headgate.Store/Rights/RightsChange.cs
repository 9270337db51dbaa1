using Microsoft.EntityFrameworkCore.Storage;

namespace Headgate.Store.Rights;

/// <summary>
/// A change of who may what: one transaction, with whose commit everything is forgotten that was looked up before. Disposed without a commit it changes nothing.
/// </summary>
public sealed class RightsChange : IAsyncDisposable
{
    private readonly IDbContextTransaction _transaction;
    private readonly RightsVersion _rights;

    internal RightsChange(HeadgateDb db, IDbContextTransaction transaction, RightsVersion rights) =>
        (Db, _transaction, _rights) = (db, transaction, rights);

    /// <summary>Where to read and write; after the commit still good for reading.</summary>
    public HeadgateDb Db { get; }

    /// <summary>Saves what the context holds and commits.</summary>
    public async Task CommitAsync(CancellationToken cancellation)
    {
        await Db.SaveChangesAsync(cancellation);
        try
        {
            await _transaction.CommitAsync(cancellation);
        }
        finally
        {
            // A commit that fails may have been made all the same.
            _rights.Advance();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        await Db.DisposeAsync();
    }
}
