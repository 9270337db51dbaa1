using Headgate.Metrics.Answering;
using Headgate.Metrics.Results;

namespace Headgate.Metrics.Api.Fields;

/// <summary>A page of what a query gave, as an answer holds it.</summary>
/// <param name="Query">The query.</param>
/// <param name="Page">The page; null while there is none.</param>
internal sealed record ResultNode(KeptQuery Query, ResultPage? Page);
