using Headgate.Catalogue;
using Microsoft.AspNetCore.Http;

namespace Headgate.Wire;

/// <summary>The body of a request.</summary>
internal sealed class HttpCallBody(HttpRequest request, int limit) : ICallBody
{
    public ValueTask<ParsedBody> ReadAsync(BodyForm form, CallerKind caller, CancellationToken cancellation) =>
        BodyParser.ReadAsync(request, form, caller, limit, cancellation);
}
