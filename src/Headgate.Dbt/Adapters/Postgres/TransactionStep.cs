namespace Headgate.Dbt.Adapters.Postgres;

/// <summary>What a statement does to the transaction.</summary>
internal enum TransactionStep
{
    /// <summary>It begins one.</summary>
    Begins,

    /// <summary>It commits it.</summary>
    Commits,

    /// <summary>It undoes it.</summary>
    RollsBack,
}
