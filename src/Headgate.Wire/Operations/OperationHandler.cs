using Headgate.Catalogue;

namespace Headgate.Wire;

/// <summary>Does one operation.</summary>
public delegate ValueTask<Answer> OperationHandler(CallContext call, CancellationToken cancellation);
