using System.CommandLine;
using System.Text.Json.Nodes;
using Headgate.Cli.Terminals;

namespace Headgate.Cli.Accounts;

/// <summary>The options of the operator's commands, and the way from them to an answer.</summary>
internal sealed class OperatorOptions
{
    private readonly ConfigOption _config = new();
    private readonly Option<bool> _json = JsonOption.Create();
    private readonly Option<long?> _account = new("--account")
    {
        Description = "The account; needed where there are several.",
        HelpName = "ID",
    };

    /// <summary>Gives the options to a command.</summary>
    public void AddTo(Command command, bool ofAccount = true)
    {
        if (ofAccount)
        {
            command.Add(_account);
        }
        command.Add(_json);
        _config.AddTo(command);
    }

    /// <summary>The data folder that the options name.</summary>
    public DataFolder Folder(ParseResult parsed) => new(_config.Require(parsed).DataFolder);

    /// <summary>Does an act, and shows its answer: as JSON where that is asked for.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="act">One of <see cref="Operating.OperatorActs"/>.</param>
    /// <param name="fields">The act's fields.</param>
    /// <param name="fresh">Whether an installation that is not there yet is made.</param>
    /// <param name="terminal">Where to show it.</param>
    /// <param name="show">Shows it to people.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<int> DoAsync(
        ParseResult parsed,
        string act,
        JsonObject fields,
        bool fresh,
        Terminal terminal,
        Action<JsonNode> show,
        CancellationToken cancellation
    )
    {
        var settings = _config.Require(parsed);
        fields["act"] = act;
        fields["account"] = parsed.GetValue(_account);
        var data = await OperatorAccess.DoAsync(settings, fields, fresh, cancellation);
        if (parsed.GetValue(_json))
        {
            terminal.Line(data.ToJsonString(JsonOption.Format));
        }
        else
        {
            show(data);
        }
        return ExitCode.Done;
    }
}
