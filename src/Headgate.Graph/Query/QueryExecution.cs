using GraphQL;
using GraphQL.Execution;
using GraphQL.SystemTextJson;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser.AST;
using Microsoft.Extensions.Logging;
using ExecutionContext = GraphQL.Execution.ExecutionContext;

namespace Headgate.Graph.Query;

/// <summary>Executes queries that were read and decided.</summary>
public sealed partial class QueryExecution
{
    /// <summary>Under which name resolvers find the call that they work for.</summary>
    public const string CallKey = "headgate";

    private readonly ISchema _schema;
    private readonly ILogger _logger;
    private readonly DocumentExecuter _executer = new OneByOne();
    private readonly GraphQLSerializer _serializer = new(indent: false, new ErrorForm());

    internal QueryExecution(ISchema schema, ILogger logger) => (_schema, _logger) = (schema, logger);

    /// <summary>Executes some of a query's fields at the top; the answer is JSON with <c>data</c>, and <c>errors</c> where there are any.</summary>
    /// <param name="query">The query.</param>
    /// <param name="roots">The fields at its top.</param>
    /// <param name="call">What resolvers find as their call.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <param name="finish">Has the last word about the result; with it, failures of fields are those of whoever answered, and are not logged as ours.</param>
    public async Task<byte[]> ExecuteAsync(
        ReadQuery query,
        IReadOnlyCollection<RootField> roots,
        object? call,
        CancellationToken cancellation,
        Action<ExecutionResult>? finish = null
    )
    {
        var left = query.Roots.Except(roots).Select(root => root.Node).ToHashSet<ASTNode>(ReferenceEqualityComparer.Instance);
        var result = await _executer.ExecuteAsync(
            new ExecutionOptions
            {
                Schema = _schema,
                Document = query.Document,
                Query = "{}",
                OperationName = query.Operation.Name?.Value is { } name ? (string)name : null,
                Variables = query.Variables,
                UserContext = new Dictionary<string, object?>(StringComparer.Ordinal)
                {
                    [CallKey] = call,
                    [OneByOne.Left] = left,
                    [OneByOne.Read] = query.Validation,
                },
                UnhandledExceptionDelegate = failure =>
                {
                    if (finish is null && !cancellation.IsCancellationRequested)
                    {
                        LogFailed(failure.OriginalException, failure.FieldContext?.FieldDefinition.Name ?? "a query");
                    }
                    return Task.CompletedTask;
                },
                CancellationToken = cancellation,
            }
        );
        cancellation.ThrowIfCancellationRequested();
        finish?.Invoke(result);
        using var bytes = new MemoryStream();
        await _serializer.WriteAsync(bytes, result, cancellation);
        return bytes.ToArray();
    }

    /// <summary>Executes fields one after another: what they read is read in one piece by the first that asks.</summary>
    private sealed class OneByOne() : DocumentExecuter(new GraphQLDocumentBuilder(), new AsRead())
    {
        public const string Left = "left";
        public const string Read = "read";

        protected override IExecutionStrategy SelectExecutionStrategy(ExecutionContext context) => new Strategy();

        private sealed class Strategy : SerialExecutionStrategy
        {
            protected override bool ShouldIncludeNode<TASTNode>(ExecutionContext context, TASTNode node) =>
                !((HashSet<ASTNode>)context.UserContext[Left]!).Contains(node) && base.ShouldIncludeNode(context, node);
        }

        /// <summary>The query was validated when it was read, and what was decided follows from that.</summary>
        private sealed class AsRead : IDocumentValidator
        {
            public Task<IValidationResult> ValidateAsync(in ValidationOptions options) =>
                Task.FromResult((IValidationResult)options.UserContext[Read]!);
        }
    }

    [LoggerMessage(EventId = 3404, Level = LogLevel.Error, Message = "A field of GraphQL failed: {Field}")]
    private partial void LogFailed(Exception failure, string field);
}
