using System.Text;
using Microsoft.Extensions.Logging;

namespace Arbit.Functions.Setup;

/// <summary>Lines that a person is told, into the log: alarms among them are what a rule of the portal looks for.</summary>
internal sealed partial class LoggedLines(ILogger logger) : TextWriter
{
    public override Encoding Encoding => Encoding.UTF8;

    public override void WriteLine(string? value)
    {
        if (value is not null)
            Say(value);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Line}")]
    private partial void Say(string line);
}
