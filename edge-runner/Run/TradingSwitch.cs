using Arbit.EdgeRunner.Engine;
using Arbit.EdgeRunner.Execution.Records;
using Arbit.EdgeRunner.Page;

namespace Arbit.EdgeRunner.Run;

/// <summary>A person's wish to stop or resume, handed to the engine as a command; what came of it shows in the state.</summary>
public sealed class TradingSwitch(EngineInbox inbox) : ITradingSwitch
{
    public Task<string> RequestAsync(TradingAction action, string reason)
    {
        var (command, sentence) = action switch
        {
            TradingAction.Pause => (EngineAction.Pause, "Pausing: nothing new starts, what is open is managed to its end."),
            TradingAction.Halt => (EngineAction.Halt, "Halting: no order is sent until a person resumes."),
            _ => (EngineAction.Resume, "Resuming: what is open is closed first, then new cycles start."),
        };
        inbox.Post(EventKind.Command, 0, RecordCodec.Encode(new EngineCommand(command, reason)));
        return Task.FromResult(sentence);
    }
}
