using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Bench;

/// <summary>The least that a server can do: read one row of jobs by id, or the first hundred, and write their columns as JSON.</summary>
internal sealed class BareEndpoint : IAsyncDisposable
{
    private readonly WebApplication _app;

    private BareEndpoint(WebApplication app, Uri url) => (_app, Url) = (app, url);

    public Uri Url { get; }

    public static async Task<BareEndpoint> StartAsync(string database)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var connectionString = $"Data Source={database};Mode=ReadOnly";
        app.Run(http => AnswerAsync(http, connectionString));
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First();
        return new BareEndpoint(app, new Uri(address));
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    /// <summary>The address of one row.</summary>
    public Uri Row(long id) => new(Url, $"/jobs/{id}");

    /// <summary>The address of the first hundred rows.</summary>
    public Uri Rows => new(Url, "/jobs");

    private static async Task AnswerAsync(HttpContext http, string connectionString)
    {
        http.Response.ContentType = "application/json";
        await using var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        var isList = http.Request.Path == "/jobs";
        if (isList)
        {
            command.CommandText = "SELECT * FROM jobs ORDER BY id LIMIT 100";
        }
        else
        {
            command.CommandText = "SELECT * FROM jobs WHERE id = $id";
            command.Parameters.AddWithValue("$id", long.Parse(http.Request.Path.Value!.AsSpan("/jobs/".Length)));
        }
        await using var reader = await command.ExecuteReaderAsync();
        await using var json = new Utf8JsonWriter(http.Response.BodyWriter);
        if (isList)
        {
            json.WriteStartArray();
        }
        while (await reader.ReadAsync())
        {
            Write(json, reader);
        }
        if (isList)
        {
            json.WriteEndArray();
        }
    }

    private static void Write(Utf8JsonWriter json, SqliteDataReader reader)
    {
        json.WriteStartObject();
        for (var i = 0; i < reader.FieldCount; i++)
        {
            json.WritePropertyName(reader.GetName(i));
            switch (reader.GetValue(i))
            {
                case long number:
                    json.WriteNumberValue(number);
                    break;
                case string text:
                    json.WriteStringValue(text);
                    break;
                default:
                    json.WriteNullValue();
                    break;
            }
        }
        json.WriteEndObject();
    }
}
