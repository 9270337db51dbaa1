using Headgate.Catalogue;

namespace Headgate.Wire;

/// <summary>A body that is read only once the caller is known and could be allowed: nothing is parsed for someone who may not call.</summary>
public interface ICallBody
{
    /// <summary>Reads it, within its limits.</summary>
    /// <param name="form">What the operation takes.</param>
    /// <param name="caller">Who sends it: an agent's body must have one reading only.</param>
    /// <param name="cancellation">Ends the wait.</param>
    ValueTask<ParsedBody> ReadAsync(BodyForm form, CallerKind caller, CancellationToken cancellation);
}
