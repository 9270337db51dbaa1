using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Headgate.Testing;

namespace Headgate.Attacks.Tests.Standing;

/// <summary><c>headgate serve</c> as a process of its own, which can be killed and started again on the same folder.</summary>
internal sealed class ServedProgram : IAsyncDisposable
{
    private const string Ready = "Headgate is ready at ";

    private readonly TemporaryFolder _folder = new();
    private readonly IReadOnlyDictionary<string, string> _variables;
    private Process? _process;

    private ServedProgram(IReadOnlyDictionary<string, string> variables) => _variables = variables;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public string Data => Path.Combine(_folder.Path, "data");

    public Uri Url { get; private set; } = null!;

    public long AccountId { get; private set; }

    public HttpClient Admin { get; private set; } = null!;

    /// <summary>Starts one with an account, and with variables besides its own.</summary>
    public static async Task<ServedProgram> StartAsync(params (string Name, string Value)[] variables)
    {
        var server = new ServedProgram(variables.ToDictionary(v => v.Name, v => v.Value, StringComparer.Ordinal));
        await server.StartAsync();
        using var adding = server.Start("account", "add", "Elsewhere", "--data", server.Data, "--json");
        var made = JsonDocument.Parse(await adding.StandardOutput.ReadToEndAsync(Cancellation)).RootElement;
        await adding.WaitForExitAsync(Cancellation);
        server._secret = made.GetProperty("secret").GetString()!;
        server.AccountId = made.GetProperty("account_id").GetInt64();
        server.Admin = server.ClientFor(server._secret);
        return server;
    }

    private string _secret = "";

    public HttpClient ClientFor(string key)
    {
        var client = new HttpClient { BaseAddress = Url };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    /// <summary>Calls the gate's own API as an administrator; gives <c>data</c>.</summary>
    public async Task<JsonElement> GateAsync(string path, object body)
    {
        using var answer = await Admin.PostAsJsonAsync($"/api/gate/v1/accounts/{AccountId}/{path}", body, Cancellation);
        var text = await answer.Content.ReadAsStringAsync(Cancellation);
        answer.IsSuccessStatusCode.ShouldBeTrue($"{path}: {text}");
        return JsonDocument.Parse(text).RootElement.GetProperty("data");
    }

    /// <summary>Kills it, as a power cut would, and starts it again.</summary>
    public async Task KillAndStartAsync()
    {
        await KillAsync();
        await StartAgainAsync();
    }

    /// <summary>Starts it again after it was killed.</summary>
    public async Task StartAgainAsync()
    {
        await StartAsync();
        Admin = ClientFor(_secret);
    }

    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await KillAsync();
        }
        _folder.Dispose();
    }

    private async Task StartAsync()
    {
        var process = Start("serve", "--data", Data, "--port", "0");
        while (await process.StandardOutput.ReadLineAsync(Cancellation) is { } line)
        {
            if (line.StartsWith(Ready, StringComparison.Ordinal))
            {
                (_process, Url) = (process, new Uri(line[Ready.Length..]));
                _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
                _ = process.StandardError.ReadToEndAsync(CancellationToken.None);
                return;
            }
        }
        throw new InvalidOperationException($"The server did not start: {await process.StandardError.ReadToEndAsync(Cancellation)}");
    }

    private Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(ProductProgram.Path, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_ROOT"] = ProductProgram.DotnetRoot;
        foreach (var (name, value) in _variables)
        {
            start.Environment[name] = value;
        }
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }
}
