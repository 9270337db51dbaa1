namespace Headgate.Dbt.Adapters.Postgres;

/// <summary>One statement of a text.</summary>
/// <param name="Text">The statement without its semicolon.</param>
/// <param name="Start">Where it starts in the text.</param>
/// <param name="HoldsStatements">Does it hold others, with their semicolons?</param>
internal sealed record SqlStatement(string Text, int Start, bool HoldsStatements)
{
    private const string Mark = "$headgate_statement$";

    /// <summary>The statement as it is sent: the driver would take one apart that holds others, so that it goes as a text.</summary>
    public string Sent => HoldsStatements ? $"do $headgate$ begin execute {Mark}{Text}{Mark}; end $headgate$" : Text;

    /// <summary>What the statement does to the transaction; null for most.</summary>
    public TransactionStep? Step
    {
        get
        {
            var words = SqlWords.First(Text, 3);
            return words switch
            {
                ["BEGIN", ..] or ["START", "TRANSACTION", ..] => TransactionStep.Begins,
                ["COMMIT", "PREPARED", ..] or ["ROLLBACK", "PREPARED", ..] => null,
                ["ROLLBACK", "TO", ..] or ["ROLLBACK", "TRANSACTION" or "WORK", "TO", ..] => null,
                ["COMMIT", ..] or ["END", ..] => TransactionStep.Commits,
                ["ROLLBACK", ..] or ["ABORT", ..] => TransactionStep.RollsBack,
                _ => null,
            };
        }
    }
}
