using System.Text;
using System.Text.Json;

namespace Headgate.Metadata.Columns.Binding;

/// <summary>
/// The program that binds queries: a request and an answer are a line of JSON each. It ends with its input, and by itself where one query takes too long, so that nothing of a
/// hostile one stays.
/// </summary>
public static class BinderProgram
{
    /// <summary>The word on the command line of this program that starts it.</summary>
    public const string Command = "column-binder";

    /// <summary>Exit code where a query took too long.</summary>
    internal const int TooLong = 3;

    /// <summary>Seconds that one query may take.</summary>
    internal const int Seconds = 10;

    /// <summary>Queries are nested as deep as they like; what reads their plans stops in time, and goes far with this.</summary>
    private const int Stack = 64 * 1024 * 1024;

    /// <summary>Runs until its input ends.</summary>
    public static int Run()
    {
        var thread = new Thread(Serve, Stack) { IsBackground = false };
        thread.Start();
        thread.Join();
        return 0;
    }

    private static void Serve()
    {
        using var watch = new Timer(_ => Environment.Exit(TooLong));
        using var input = new StreamReader(Console.OpenStandardInput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        using var output = Console.OpenStandardOutput();
        using var binder = new QueryBinder();
        while (input.ReadLine() is { } line)
        {
            watch.Change(TimeSpan.FromSeconds(Seconds), Timeout.InfiniteTimeSpan);
            var answer = binder.Bind(JsonSerializer.Deserialize(line, ColumnsJson.Default.BindRequest)!);
            watch.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            output.Write(JsonSerializer.SerializeToUtf8Bytes(answer, ColumnsJson.Default.QueryColumns));
            output.Write("\n"u8);
            output.Flush();
        }
    }
}
