using Headgate.Cli;
using Headgate.Cli.Terminals;

using var signals = new TerminationSignals();
return await HeadgateCommandLine.RunAsync(args, Terminal.OfProcess(), signals.Token);
