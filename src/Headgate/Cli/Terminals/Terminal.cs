namespace Headgate.Cli.Terminals;

/// <summary>Where a command writes: its output and errors, whether a person watches, how wide it is, and whether it may use colour.</summary>
internal sealed class Terminal(TextWriter output, TextWriter error, bool watched, bool coloured, int width)
{
    private static readonly string[] Codes = ["", "\e[32m", "\e[33m", "\e[31m", "\e[1m", "\e[2m"];

    private string _status = "";

    /// <summary>Standard output.</summary>
    public TextWriter Output => output;

    /// <summary>Standard error.</summary>
    public TextWriter Errors => error;

    /// <summary>True where a person watches a terminal: progress may be drawn over itself.</summary>
    public bool Watched => watched;

    /// <summary>True where colour may be used.</summary>
    public bool Coloured => coloured;

    /// <summary>Columns, never below 40.</summary>
    public int Width => Math.Max(40, width);

    /// <summary>
    /// The process's own terminal. <c>NO_COLOR</c> switches colour off; <c>HEADGATE_COLOR=1</c> switches it on where output goes through a file
    /// to someone who watches (<c>up --detach</c>).
    /// </summary>
    public static Terminal OfProcess()
    {
        var watched = !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("TERM") is not "dumb";
        var refused = Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 };
        var asked = Environment.GetEnvironmentVariable("HEADGATE_COLOR") is "1";
        return new Terminal(Console.Out, Console.Error, watched, !refused && (watched || asked), watched ? WindowWidth() : 120);
    }

    /// <summary>One that shows errors only, for commands whose output is data.</summary>
    public Terminal Silent() => new(TextWriter.Null, error, watched: false, coloured: false, 120);

    /// <summary>Writes a line; a status line below stays below.</summary>
    public void Line(string text = "")
    {
        ClearStatus();
        output.WriteLine(text);
        DrawStatus();
    }

    /// <summary>Writes a line to standard error.</summary>
    public void Error(string text)
    {
        ClearStatus();
        error.WriteLine(text);
        DrawStatus();
    }

    /// <summary>Text in a colour, where colour may be used.</summary>
    public string Painted(string text, Paint paint) => coloured && paint != Paint.None ? Codes[(int)paint] + text + "\e[0m" : text;

    /// <summary>Shows one line that the next one replaces; nothing happens where nobody watches. Empty text takes it away.</summary>
    public void Status(string text)
    {
        if (!watched || _status == text)
        {
            return;
        }
        ClearStatus();
        _status = text.Length >= Width ? text[..(Width - 1)] : text;
        DrawStatus();
    }

    private void ClearStatus()
    {
        if (_status.Length > 0)
        {
            output.Write("\r\e[K");
        }
    }

    private void DrawStatus()
    {
        if (_status.Length > 0)
        {
            output.Write(Painted(_status, Paint.Dim));
        }
        if (watched)
        {
            output.Flush();
        }
    }

    private static int WindowWidth()
    {
        try
        {
            return Console.WindowWidth is > 0 and var columns ? columns : 80;
        }
        catch (IOException)
        {
            return 80;
        }
    }
}
