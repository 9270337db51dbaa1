using Apache.Arrow;
using Apache.Arrow.Flight;
using Apache.Arrow.Flight.Server;
using Apache.Arrow.Types;
using Google.Protobuf;
using Grpc.Core;
using Headgate.Wire;

namespace Headgate.Metrics.Flight;

/// <summary>The door of Arrow Flight SQL, which JDBC and ADBC drivers come by: statements of <c>semantic_layer</c>, prepared or not, and what drivers ask as they connect.</summary>
internal sealed class FlightDoor(NamedCalls calls, CallPath path) : FlightServer
{
    // Flight's streams refuse a token: "Cancellation of stream writes is not supported". A call that ends ends its stream.
#pragma warning disable MA0040
    private const string Sql = "sql";

    private static readonly Schema Compiled = new([new Field(Sql, StringType.Default, nullable: false)], null);

    public override async Task<FlightInfo> GetFlightInfo(FlightDescriptor request, ServerCallContext context)
    {
        var (name, command) = FlightMessages.Unpack(request.Command) ?? throw Unknown();
        if (FlightCatalog.Find(name) is { } schema)
        {
            return Info(schema, request, FlightMessages.Pack(name, command));
        }
        var caller = await FlightCaller.KnownAsync(calls, path, context);
        var statement = FlightStatement.Read(Text(name, command));
        if (FlightDefinitions.Has(statement.Method))
        {
            return Info(FlightDefinitions.Schema(statement.Method), request, Ticket(Text(name, command)));
        }
        if (statement.Flag("compile", otherwise: false))
        {
            return Info(Compiled, request, Ticket(Text(name, command)));
        }
        // The types of columns are those of their values, so that the query is asked here; its rows are fetched by the ticket.
        var id = await FlightQueries.CreateAsync(caller, statement);
        var (rows, _) = await FlightQueries.PageAsync(caller, id, 1);
        var columns = statement.Columns is { } selected ? string.Join(',', selected) : "";
        return Info(FlightQueries.Select(rows, statement.Columns).Schema, request, Ticket($"{id}/{columns}"));
    }

    public override async Task<Schema> GetSchema(FlightDescriptor request, ServerCallContext context) =>
        (await GetFlightInfo(request, context)).Schema;

    public override async Task DoGet(FlightTicket ticket, FlightServerRecordBatchStreamWriter responseStream, ServerCallContext context)
    {
        var (name, command) = FlightMessages.Unpack(ticket.Ticket) ?? throw Unknown();
        if (FlightCatalog.Find(name) is { } empty)
        {
            await responseStream.SetupStream(empty);
            return;
        }
        if (name != "TicketStatementQuery")
        {
            throw Unknown();
        }
        var caller = await FlightCaller.KnownAsync(calls, path, context);
        var handle = FlightMessages.Field(command, 1).ToStringUtf8();
        if (
            handle.StartsWith(Answering.QueryIds.Metrics, StringComparison.Ordinal)
            || handle.StartsWith(Answering.QueryIds.Values, StringComparison.Ordinal)
        )
        {
            await RowsAsync(caller, handle, responseStream);
            return;
        }
        var statement = FlightStatement.Read(handle);
        if (FlightDefinitions.Has(statement.Method))
        {
            await responseStream.WriteAsync(FlightQueries.Select(await FlightDefinitions.ReadAsync(caller, statement), statement.Columns));
            return;
        }
        var sql = new StringArray.Builder().Append(await FlightQueries.CompileAsync(caller, statement)).Build();
        await responseStream.WriteAsync(new RecordBatch(Compiled, [sql], 1));
    }

    public override async Task DoAction(FlightAction request, IAsyncStreamWriter<FlightResult> responseStream, ServerCallContext context)
    {
        switch (request.Type)
        {
            case "CreatePreparedStatement":
                // A prepared statement is its text: nothing is kept for it. Its columns are told when it is asked.
                var sent = FlightMessages.Unpack(request.Body) is var (_, body) ? FlightMessages.Field(body, 1) : ByteString.Empty;
                await FlightCaller.KnownAsync(calls, path, context);
                FlightStatement.Read(sent.ToStringUtf8());
                await responseStream.WriteAsync(
                    new FlightResult(FlightMessages.Pack("ActionCreatePreparedStatementResult", FlightMessages.Message((1, sent))))
                );
                break;
            case "ClosePreparedStatement":
                break;
            default:
                throw new RpcException(new Status(StatusCode.Unimplemented, $"There is no action '{request.Type}' here."));
        }
    }

    public override async Task ListActions(IAsyncStreamWriter<FlightActionType> responseStream, ServerCallContext context)
    {
        await responseStream.WriteAsync(
            new FlightActionType("CreatePreparedStatement", "Prepares a statement."),
            context.CancellationToken
        );
        await responseStream.WriteAsync(
            new FlightActionType("ClosePreparedStatement", "Forgets a prepared statement."),
            context.CancellationToken
        );
    }

    public override Task ListFlights(FlightCriteria request, IAsyncStreamWriter<FlightInfo> responseStream, ServerCallContext context) =>
        throw NotHere("ListFlights");

    public override Task Handshake(
        IAsyncStreamReader<FlightHandshakeRequest> requestStream,
        IAsyncStreamWriter<FlightHandshakeResponse> responseStream,
        ServerCallContext context
    ) => throw NotHere("Handshake: send the token with each call, in the header authorization");

    public override Task DoPut(
        FlightServerRecordBatchStreamReader requestStream,
        IAsyncStreamWriter<FlightPutResult> responseStream,
        ServerCallContext context
    ) => throw NotHere("DoPut");

    public override Task DoExchange(
        FlightServerRecordBatchStreamReader requestStream,
        FlightServerRecordBatchStreamWriter responseStream,
        ServerCallContext context
    ) => throw NotHere("DoExchange");

    private static async Task RowsAsync(FlightCaller caller, string handle, FlightServerRecordBatchStreamWriter rows)
    {
        var parts = handle.Split('/', 2);
        var columns = parts is [_, { Length: > 0 } named] ? named.Split(',') : null;
        for (var (number, pages) = (1, 1); number <= pages; number++)
        {
            (var page, pages) = await FlightQueries.PageAsync(caller, parts[0], number);
            await rows.WriteAsync(FlightQueries.Select(page, columns));
        }
    }

    private static string Text(string name, ByteString command) =>
        name is "CommandStatementQuery" or "CommandPreparedStatementQuery"
            ? FlightMessages.Field(command, 1).ToStringUtf8()
            : throw Unknown();

    private static byte[] Ticket(string handle) =>
        FlightMessages.Pack("TicketStatementQuery", FlightMessages.Message((1, ByteString.CopyFromUtf8(handle))));

    private static FlightInfo Info(Schema schema, FlightDescriptor descriptor, byte[] ticket) =>
        new(schema, descriptor, [new FlightEndpoint(new FlightTicket(ticket), [])]);

    private static RpcException Unknown() =>
        new(new Status(StatusCode.Unimplemented, "Only statements of Flight SQL are answered, and what drivers ask as they connect."));

    private static RpcException NotHere(string what) => new(new Status(StatusCode.Unimplemented, $"{what} is not there."));
}
