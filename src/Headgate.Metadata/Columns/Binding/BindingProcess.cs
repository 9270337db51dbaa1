using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Headgate.Metadata.Columns.Binding;

/// <summary>
/// Binds in a process of its own (<see cref="BinderProgram"/>), which has nothing of the server's environment and is started anew after a query that ended it.
/// </summary>
/// <param name="words">The program with its first arguments.</param>
internal sealed class BindingProcess(IReadOnlyList<string> words) : IBinding
{
    private const int LongestAnswer = 50_000_000;

    /// <summary>What a program of .NET needs to start; nothing else of the server's.</summary>
    private static readonly string[] Inherited = ["PATH", "DOTNET_ROOT", "TMPDIR", "LANG"];

    /// <summary>The program ends itself before; this is for one that cannot.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(BinderProgram.Seconds + 5);

    private Process? _process;

    /// <inheritdoc />
    public async ValueTask<QueryColumns> BindAsync(BindRequest request, CancellationToken cancellation)
    {
        var isNew = _process is null;
        var process = _process ??= Start();
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        late.CancelAfter(Patience);
        try
        {
            await process.StandardInput.WriteLineAsync(
                JsonSerializer.Serialize(request, ColumnsJson.Default.BindRequest).AsMemory(),
                late.Token
            );
            await process.StandardInput.FlushAsync(late.Token);
            if (await ReadLineAsync(process.StandardOutput, late.Token) is { } line)
            {
                return JsonSerializer.Deserialize(line, ColumnsJson.Default.QueryColumns)!;
            }
        }
        catch (JsonException) when (isNew)
        {
            await EndAsync();
            throw new BindingException($"The program {words[0]} answers with something that is no answer of a binder.");
        }
        catch (Exception failure)
            when (failure is IOException or JsonException
                || (failure is OperationCanceledException && !cancellation.IsCancellationRequested)
            )
        {
            // It ended, or must: what that means is said below.
        }
        var code = await EndAsync();
        return code == BinderProgram.TooLong ? QueryColumns.Unknown($"binding it took longer than {BinderProgram.Seconds} seconds")
            : isNew && code is 1 or 2 or 126 or 127
                ? throw new BindingException($"The program that binds queries ended at once (exit code {code}).")
            : QueryColumns.Unknown("it made the binder end");
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync() => await EndAsync();

    /// <summary>A line, unless it is longer than any answer.</summary>
    private static async Task<string?> ReadLineAsync(StreamReader reader, CancellationToken cancellation)
    {
        var (line, buffer) = (new StringBuilder(), new char[16 * 1024]);
        while (line.Length < LongestAnswer)
        {
            var read = await reader.ReadAsync(buffer, cancellation);
            if (read == 0)
            {
                return null;
            }
            line.Append(buffer, 0, read);
            if (buffer[read - 1] == '\n')
            {
                return line.ToString();
            }
        }
        return null;
    }

    private Process Start()
    {
        var info = new ProcessStartInfo(words[0], words.Skip(1))
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardOutputEncoding = Encoding.UTF8,
            WorkingDirectory = Path.GetTempPath(),
        };
        info.Environment.Clear();
        foreach (var name in Inherited)
        {
            if (Environment.GetEnvironmentVariable(name) is { } value)
            {
                info.Environment[name] = value;
            }
        }
        info.Environment["DOTNET_GCHeapHardLimit"] = "0x20000000";
        info.Environment["DOTNET_TieredPGO"] = "0";
        try
        {
            var process = Process.Start(info)!;
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            return process;
        }
        catch (Win32Exception failure)
        {
            throw new BindingException($"The program that binds queries cannot be started: {failure.Message}.");
        }
    }

    private async Task<int> EndAsync()
    {
        if (_process is not { } process)
        {
            return 0;
        }
        _process = null;
        process.StandardInput.Close();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await process.WaitForExitAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }
        var code = process.ExitCode;
        process.Dispose();
        return code;
    }
}
