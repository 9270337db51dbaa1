namespace Headgate.Wire;

/// <summary>The foreign tools of an account that were reviewed and have not changed since. Nothing is asked of their servers.</summary>
public interface IForeignTools
{
    /// <summary>All of them, by name. Who may call one is for the decision.</summary>
    ValueTask<IReadOnlyList<ForeignToolDeclaration>> OfAsync(long account, CancellationToken cancellation);
}
