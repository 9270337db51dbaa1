using System.CommandLine;

namespace Headgate.Cli.Up;

/// <summary>The option <c>--port</c>.</summary>
internal static class PortOption
{
    /// <summary>A new option for one command.</summary>
    public static Option<int?> Create()
    {
        var port = new Option<int?>("--port")
        {
            Description = "TCP port to listen on; 0 takes a free one. 8580 where it is left out.",
            HelpName = "N",
        };
        port.Validators.Add(result =>
        {
            if (result.Tokens is [var token, ..] && (!int.TryParse(token.Value, out var number) || number is < 0 or > 65535))
            {
                result.AddError($"--port must be a number from 0 to 65535, not \"{token.Value}\".");
            }
        });
        return port;
    }
}
