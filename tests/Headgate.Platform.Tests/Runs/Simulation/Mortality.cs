using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Headgate.Platform.Tests.Runs.Simulation;

/// <summary>
/// Has a server die at the database: before any statement, before a commit, or after one of which it then knows nothing. From that moment it reaches nothing any more, as a process that is
/// gone does.
/// </summary>
internal sealed class Mortality
{
    private int _left = int.MaxValue;
    private volatile bool _isDead;

    public Mortality() => (Commands, Transactions) = (new OfCommands(this), new OfTransactions(this));

    public DbCommandInterceptor Commands { get; }

    public DbTransactionInterceptor Transactions { get; }

    public bool IsDead => _isDead;

    /// <summary>The server dies after so many more steps.</summary>
    public void DieAfter(int steps) => Volatile.Write(ref _left, steps);

    public void Die() => _isDead = true;

    private void Step()
    {
        if (_isDead || (Volatile.Read(ref _left) != int.MaxValue && Interlocked.Decrement(ref _left) < 0))
        {
            _isDead = true;
            throw new ServerDiedException();
        }
    }

    private sealed class OfCommands(Mortality mortality) : DbCommandInterceptor
    {
        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command,
            CommandEventData eventData,
            InterceptionResult<DbDataReader> result,
            CancellationToken cancellationToken = default
        )
        {
            mortality.Step();
            return new(result);
        }

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command,
            CommandEventData eventData,
            InterceptionResult<int> result,
            CancellationToken cancellationToken = default
        )
        {
            mortality.Step();
            return new(result);
        }
    }

    private sealed class OfTransactions(Mortality mortality) : DbTransactionInterceptor
    {
        public override ValueTask<InterceptionResult> TransactionCommittingAsync(
            DbTransaction transaction,
            TransactionEventData eventData,
            InterceptionResult result,
            CancellationToken cancellationToken = default
        )
        {
            mortality.Step();
            return new(result);
        }

        public override Task TransactionCommittedAsync(
            DbTransaction transaction,
            TransactionEndEventData eventData,
            CancellationToken cancellationToken = default
        )
        {
            mortality.Step();
            return Task.CompletedTask;
        }
    }
}
