using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Headgate.EndToEnd.Tests;

/// <summary><c>headgate serve</c> as a process of its own, in a data folder of its own.</summary>
internal sealed class ServedServer : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _errors;

    private readonly StringBuilder _output = new();

    private ServedServer(Process process, StringBuilder errors, string data, string url) =>
        (_process, _errors, Data, Url) = (process, errors, data, url);

    /// <summary>The data folder.</summary>
    public string Data { get; }

    /// <summary>Address, without a closing slash.</summary>
    public string Url { get; }

    /// <summary>What it has said to standard error so far.</summary>
    public string Errors
    {
        get
        {
            lock (_errors)
            {
                return _errors.ToString();
            }
        }
    }

    /// <summary>What it has printed since it is ready.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    /// <summary>Starts one and waits until it says that it is ready.</summary>
    public static async Task<ServedServer> StartAsync(
        string data,
        IReadOnlyDictionary<string, string?>? variables = null,
        params string[] options
    )
    {
        var process = HeadgateProgram.Start(
            HeadgateProgram.Path,
            ["serve", "--data", data, "--port", "0", .. options],
            variables ?? new Dictionary<string, string?>()
        );
        var errors = new StringBuilder();
        process.ErrorDataReceived += (_, line) =>
        {
            lock (errors)
            {
                errors.AppendLine(line.Data);
            }
        };
        process.BeginErrorReadLine();
        const string ready = "Headgate is ready at ";
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.StartsWith(ready, StringComparison.Ordinal))
            {
                var server = new ServedServer(process, errors, data, line[ready.Length..]);
                server.Listen();
                return server;
            }
        }
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        throw new InvalidOperationException($"The server did not start: {errors}");
    }

    /// <summary>Sends a request with a token; gives the status and the body.</summary>
    public async Task<(int Status, string Body)> SendAsync(string method, string path, string token, string? body = null)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Parse(method), Url + path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Token", token);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Runs a command on the server's data folder, which must succeed; gives its JSON.</summary>
    public async Task<JsonNode> JsonAsync(params string[] arguments)
    {
        var result = await HeadgateProgram.RunAsync([.. arguments, "--data", Data, "--json"]);
        result.ExitCode.ShouldBe(0, result.All);
        return JsonNode.Parse(result.Output)!;
    }

    private void Listen() =>
        _ = Task.Run(async () =>
        {
            while (await _process.StandardOutput.ReadLineAsync(CancellationToken.None) is { } line)
            {
                lock (_output)
                {
                    _output.AppendLine(line);
                }
            }
        });

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await HeadgateProgram.RunAsync("down", "--data", Data);
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }
}
