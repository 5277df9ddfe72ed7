using Arbit.Workflows;

namespace Arbit.Tests.Workflows;

/// <summary>A workflow as a test writes it.</summary>
internal sealed class ScriptedWorkflow(string name, Func<IWorkflowContext, string, Task<string>> run, int version = 1) : Workflow<string, string>
{
    public override string Name => name;

    public override int Version => version;

    public override Task<string> RunAsync(IWorkflowContext context, string input) => run(context, input);
}
