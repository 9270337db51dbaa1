using GraphQL;
using GraphQL.Execution;

namespace Headgate.Graph.Query;

/// <summary>Errors in answers as dbt's API has them: a message, where, and a code; of failures of the server nothing but that there was one.</summary>
internal sealed class ErrorForm : IErrorInfoProvider
{
    public ErrorInfo GetInfo(ExecutionError executionError) =>
        new()
        {
            Message = executionError is UnhandledError ? "There was a server error." : executionError.Message,
            Extensions = new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["code"] = executionError is UnhandledError ? "INTERNAL_SERVER_ERROR" : executionError.Code ?? "BAD_USER_INPUT",
            },
        };
}
