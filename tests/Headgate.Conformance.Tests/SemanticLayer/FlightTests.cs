using Apache.Arrow;
using Apache.Arrow.Flight;
using Apache.Arrow.Flight.Client;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Grpc.Net.Client;
using Headgate.Gate.Agents;
using Headgate.Gate.Journal.Writing;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Conformance.Tests.SemanticLayer;

/// <summary>Arrow Flight SQL, asked by Apache Arrow's own client as JDBC and ADBC drivers ask it.</summary>
public sealed class FlightTests : IAsyncLifetime
{
    private const string Prefix = "type.googleapis.com/arrow.flight.protocol.sql.";

    private MetricsWorld _world = null!;
    private GrpcChannel _channel = null!;
    private FlightClient _client = null!;
    private string _token = null!;

    public async ValueTask InitializeAsync()
    {
        _world = await MetricsWorld.StartAsync();
        _channel = GrpcChannel.ForAddress(_world.Flight);
        _client = new FlightClient(_channel);
        _token = await _world.TokenAsync("driver");
    }

    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
        await _world.DisposeAsync();
    }

    [Theory]
    [InlineData(
        "select * from {{ semantic_layer.query(metrics=['sales'], group_by=['purchase__channel'], order_by=['purchase__channel']) }}"
    )]
    [InlineData(
        "{{ semantic_layer.query(group_by=[\"purchase__channel\"],metrics=[\"sales\"],order_by=[Dimension(\"purchase__channel\")]) }}"
    )]
    [InlineData("SELECT * FROM {{ semantic_layer.query(saved_query='by_channel', order_by=['purchase__channel']) }};")]
    public async Task A_statement_is_answered_with_rows(string sql)
    {
        var (schema, batches) = await AskAsync(sql);
        schema.FieldsList.Select(field => field.Name).ShouldBe(["purchase__channel", "sales"]);
        Texts(batches, 0).ShouldBe(["shop", "web"]);
        Texts(batches, 1).ShouldBe(["25000000", "25005000"]);
    }

    [Fact]
    public async Task Times_conditions_aliases_and_columns_are_as_in_dbts_documentation()
    {
        var (schema, batches) = await AskAsync(
            """
            select money, metric_time__month from {{ semantic_layer.query(
              metrics=[Metric("sales", alias="money")], group_by=[Dimension("metric_time").grain("month")], limit=1,
              order_by=[Dimension("metric_time").grain("month").descending(True)], where="{{ Dimension('purchase__channel') }} = 'web'") }}
            """
        );
        schema.FieldsList.Select(field => field.Name).ShouldBe(["money", "metric_time__month"]);
        batches.ShouldHaveSingleItem().Length.ShouldBe(1);
    }

    [Fact]
    public async Task Ten_thousand_values_come_in_ten_batches()
    {
        var (_, batches) = await AskAsync("{{ semantic_layer.dimension_values(group_by='purchase__customer_name', metrics=['sales']) }}");
        batches.Count.ShouldBe(10);
        Texts(batches, 0).Distinct().Count().ShouldBe(10_000);
    }

    [Theory]
    [InlineData("metrics()", "NAME", "orders_made,sales")]
    [InlineData("metrics(search='sale')", "NAME", "sales")]
    [InlineData("dimensions(metrics=['sales'])", "NAME", "metric_time,purchase__channel,purchase__customer_name,purchase__ordered_on")]
    [InlineData("entities(metrics=['sales'])", "NAME", "purchase")]
    [InlineData("queryable_granularities(metrics=['sales'])", "GRANULARITY", "DAY,WEEK,MONTH,QUARTER,YEAR")]
    [InlineData("metrics_for_dimensions(group_by=['purchase__channel'])", "NAME", "orders_made,sales")]
    [InlineData("saved_queries()", "NAME", "by_channel")]
    [InlineData("measures(metrics=['sales'])", "NAME", "")]
    public async Task Definitions_are_tables(string call, string column, string names)
    {
        var (schema, batches) = await AskAsync($"select * from {{{{ semantic_layer.{call} }}}}");
        schema.FieldsList[0].Name.ShouldBe(column);
        string.Join(',', Texts(batches, 0).Order(StringComparer.Ordinal))
            .ShouldBe(string.Join(',', names.Split(',').Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task A_prepared_statement_is_prepared_asked_and_closed()
    {
        var sql = ByteString.CopyFromUtf8("select * from {{ semantic_layer.query(metrics=['orders_made']) }}");
        using var made = _client.DoAction(
            new FlightAction("CreatePreparedStatement", Command("ActionCreatePreparedStatementRequest", sql)),
            Headers()
        );
        (await made.ResponseStream.MoveNext(Cancellation)).ShouldBeTrue();
        var result = Any.Parser.ParseFrom(made.ResponseStream.Current.Body);
        result.TypeUrl.ShouldBe(Prefix + "ActionCreatePreparedStatementResult");
        var handle = result.Value.CreateCodedInput() is var input && input.ReadTag() == 10 ? input.ReadBytes() : ByteString.Empty;
        var (_, batches) = await AskAsync(Command("CommandPreparedStatementQuery", handle));
        Texts(batches, 0).ShouldBe(["10000"]);
        using var closed = _client.DoAction(
            new FlightAction("ClosePreparedStatement", Command("ActionClosePreparedStatementRequest", handle)),
            Headers()
        );
        (await closed.ResponseStream.MoveNext(Cancellation)).ShouldBeFalse();
    }

    [Fact]
    public async Task The_sql_is_told_instead_of_the_rows_where_it_is_asked_for()
    {
        var (schema, batches) = await AskAsync("select * from {{ semantic_layer.query(metrics=['sales'], compile=True) }}");
        schema.FieldsList.ShouldHaveSingleItem().Name.ShouldBe("sql");
        Texts(batches, 0)[0].ShouldContain("sum(");
    }

    [Theory]
    [InlineData("CommandGetCatalogs", "catalog_name")]
    [InlineData("CommandGetDbSchemas", "catalog_name,db_schema_name")]
    [InlineData("CommandGetTables", "catalog_name,db_schema_name,table_name,table_type")]
    [InlineData("CommandGetTableTypes", "table_type")]
    [InlineData("CommandGetSqlInfo", "info_name,value")]
    public async Task What_drivers_ask_as_they_connect_has_its_columns(string command, string columns)
    {
        var info = await _client.GetInfo(
            FlightDescriptor.CreateCommandDescriptor(new Any { TypeUrl = Prefix + command }.ToByteArray()),
            Headers()
        );
        info.Schema.FieldsList.Select(field => field.Name).ShouldBe(columns.Split(','));
    }

    [Theory]
    [InlineData("select * from {{ semantic_layer.query(metrics=['seles']) }}", "Did you mean 'sales'")]
    [InlineData("select 1", "are answered")]
    [InlineData("select * from {{ semantic_layer.query(metrics=['sales']) }} where 1=1", "are answered")]
    [InlineData("select * from {{ semantic_layer.query(metrics=['sales']) }}, pg_user", "are answered")]
    [InlineData("select * from {{ env_var('HOME') }}", "env_var")]
    [InlineData("select nothing from {{ semantic_layer.query(metrics=['sales']) }}", "has no column 'nothing'")]
    [InlineData(
        "{% for i in range(1000000) %}{% for j in range(1000000) %}x{% endfor %}{% endfor %}{{ semantic_layer.metrics() }}",
        "[FlightSQL]"
    )]
    [InlineData(
        "{{ semantic_layer.query(metrics=['sales'], where=\"{{ Dimension('purchase__channel') }} = 'x') or (1=1\") }}",
        "cannot be used"
    )]
    public async Task What_cannot_be_answered_is_refused_in_dbts_words(string sql, string message)
    {
        var refused = await Should.ThrowAsync<RpcException>(() => AskAsync(sql));
        refused.StatusCode.ShouldBe(StatusCode.InvalidArgument);
        refused.Status.Detail.ShouldStartWith("[FlightSQL] Failed to prepare statement:");
        refused.Status.Detail.ShouldContain(message);
    }

    [Fact]
    public async Task Who_is_not_known_or_not_granted_is_refused_and_recorded()
    {
        const string Sales = "{{ semantic_layer.query(metrics=['sales']) }}";
        (await RefusedAsync(Sales, "dbtc_nobody")).StatusCode.ShouldBe(StatusCode.Unauthenticated);
        (await RefusedAsync(Sales, null)).StatusCode.ShouldBe(StatusCode.Unauthenticated);
        var reader = await _world.Server.CreateAgentAsync(
            "reader",
            new NewGrant("metrics", "read") { EnvironmentIds = [_world.Environment] }
        );
        var mark = _world.Server.Services.GetRequiredService<JournalWriter>().LastSequence;
        (await RefusedAsync(Sales, reader)).StatusCode.ShouldBe(StatusCode.PermissionDenied);
        var (_, batches) = await AskAsync("{{ semantic_layer.metrics() }}", reader);
        Texts(batches, 0).Count.ShouldBe(2);
        _world.Server.Services.GetRequiredService<JournalWriter>().LastSequence.ShouldBeGreaterThan(mark);
        var elsewhere = await _world.Server.CreateAgentAsync(
            "elsewhere",
            new NewGrant("metrics.query", "full") { EnvironmentIds = [_world.Project.StagingId] }
        );
        (await RefusedAsync(Sales, elsewhere)).StatusCode.ShouldBe(StatusCode.NotFound);
    }

    [Fact]
    public async Task A_ticket_is_for_who_asked()
    {
        var info = await _client.GetInfo(Descriptor("{{ semantic_layer.query(metrics=['sales']) }}"), Headers());
        using var stolen = _client.GetStream(info.Endpoints[0].Ticket, Headers(await _world.TokenAsync("other")));
        var refused = await Should.ThrowAsync<RpcException>(() => stolen.ResponseStream.MoveNext(Cancellation));
        refused.Status.Detail.ShouldContain("No query of yours");
    }

    [Fact]
    public async Task Nothing_but_flight_is_served_at_its_port()
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_world.Flight, _world.Server.V3 + "projects/"))
        {
            Version = new Version(2, 0),
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        request.Headers.Authorization = new("Token", _world.Server.AdminToken);
        using var answer = await http.SendAsync(request, Cancellation);
        ((int)answer.StatusCode).ShouldBe(404);
        (await answer.Content.ReadAsStringAsync(Cancellation)).ShouldBeEmpty();
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private async Task<RpcException> RefusedAsync(string sql, string? credential) =>
        await Should.ThrowAsync<RpcException>(async () => await _client.GetInfo(Descriptor(sql), Headers(credential ?? "")));

    private Task<(Schema Schema, List<RecordBatch> Batches)> AskAsync(string sql, string? credential = null) =>
        AskAsync(Command("CommandStatementQuery", ByteString.CopyFromUtf8(sql)), credential);

    private async Task<(Schema Schema, List<RecordBatch> Batches)> AskAsync(byte[] command, string? credential = null)
    {
        var info = await _client.GetInfo(FlightDescriptor.CreateCommandDescriptor(command), Headers(credential));
        using var stream = _client.GetStream(info.Endpoints[0].Ticket, Headers(credential));
        var batches = new List<RecordBatch>();
        while (await stream.ResponseStream.MoveNext(Cancellation))
        {
            batches.Add(stream.ResponseStream.Current);
        }
        return (info.Schema, batches);
    }

    private Grpc.Core.Metadata Headers(string? credential = null)
    {
        var headers = new Grpc.Core.Metadata { { "environmentid", $"{_world.Environment}" } };
        if ((credential ?? _token) is { Length: > 0 } token)
        {
            headers.Add("authorization", $"Bearer {token}");
        }
        return headers;
    }

    private static FlightDescriptor Descriptor(string sql) =>
        FlightDescriptor.CreateCommandDescriptor(Command("CommandStatementQuery", ByteString.CopyFromUtf8(sql)));

    /// <summary>A message of Flight SQL whose first field is a text or bytes.</summary>
    private static byte[] Command(string name, ByteString first)
    {
        using var bytes = new MemoryStream();
        using (var output = new CodedOutputStream(bytes, leaveOpen: true))
        {
            output.WriteTag(1, WireFormat.WireType.LengthDelimited);
            output.WriteBytes(first);
        }
        return new Any { TypeUrl = Prefix + name, Value = ByteString.CopyFrom(bytes.ToArray()) }.ToByteArray();
    }

    private static List<string> Texts(List<RecordBatch> batches, int column) =>
        [.. batches.SelectMany(batch => Enumerable.Range(0, batch.Length).Select(row => Text(batch.Column(column), row)))];

    private static string Text(IArrowArray column, int row) =>
        column switch
        {
            StringArray texts => texts.GetString(row),
            Int64Array numbers => $"{numbers.GetValue(row)}",
            Decimal128Array numbers => $"{numbers.GetValue(row):0.####}",
            _ => column.GetType().Name,
        };
}
