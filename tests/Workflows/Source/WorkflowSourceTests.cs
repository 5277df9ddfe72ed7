using Arbit.Tests.Support;

namespace Arbit.Tests.Workflows.Source;

/// <summary>No workflow of this repository could go differently in a replay; and the check finds what could.</summary>
public sealed class WorkflowSourceTests
{
    private static readonly Lazy<WorkflowSource> Shared = new(() => new WorkflowSource(ReadShared(), IsWorkflowFile));

    [Fact]
    public void No_workflow_and_nothing_that_belongs_to_workflows_could_go_differently_in_a_replay()
    {
        Assert.Contains(ReadShared(), file => IsWorkflowFile(file.Path));
        Assert.Empty(Shared.Value.Errors);
        Assert.Empty(Shared.Value.Findings());
    }

    [Theory]
    [InlineData("var t = DateTime.Now;")]
    [InlineData("var t = DateTime.UtcNow;")]
    [InlineData("var t = DateTime.Today;")]
    [InlineData("var t = DateTimeOffset.UtcNow;")]
    [InlineData("var t = DateTimeOffset.Now;")]
    [InlineData("var t = context.Now.LocalDateTime;")]
    [InlineData("var t = TimeProvider.System.GetUtcNow();")]
    [InlineData("var t = System.Diagnostics.Stopwatch.GetTimestamp();")]
    [InlineData("var n = new Random(1).Next();")]
    [InlineData("Random r = new(1);")]
    [InlineData("var n = Random.Shared.Next();")]
    [InlineData("var n = System.Security.Cryptography.RandomNumberGenerator.GetInt32(5);")]
    [InlineData("var id = Guid.NewGuid();")]
    [InlineData("Func<Guid> make = Guid.NewGuid;")]
    [InlineData("var id = Guid.CreateVersion7();")]
    [InlineData("var h = input.GetHashCode();")]
    [InlineData("var h = HashCode.Combine(input);")]
    [InlineData("await Task.Run(() => 1);")]
    [InlineData("await Task.Delay(1);")]
    [InlineData("await Task.Yield();")]
    [InlineData("await Task.Factory.StartNew(() => 1);")]
    [InlineData("await context.SleepUntilAsync(context.Now).ConfigureAwait(false);")]
    [InlineData("await context.SleepUntilAsync(context.Now).ContinueWith(_ => 1);")]
    [InlineData("context.SleepUntilAsync(context.Now).Wait();")]
    [InlineData("var x = Task.FromResult(1).Result;")]
    [InlineData("var x = Task.FromResult(1).GetAwaiter().GetResult();")]
    [InlineData("await new TaskCompletionSource().Task;")]
    [InlineData("new Thread(() => { }).Start();")]
    [InlineData("ThreadPool.QueueUserWorkItem(_ => { });")]
    [InlineData("using var t = new Timer(_ => { });")]
    [InlineData("Parallel.For(0, 2, _ => { });")]
    [InlineData("lock (input) { }")]
    [InlineData("Interlocked.Increment(ref _readonlyless);")]
    [InlineData("var x = File.ReadAllText(input);")]
    [InlineData("Console.WriteLine(input);")]
    [InlineData("using var c = new HttpClient();")]
    [InlineData("var x = Environment.GetEnvironmentVariable(input);")]
    [InlineData("var x = Environment.NewLine;")]
    [InlineData("foreach (var pair in Table) { }")]
    [InlineData("foreach (var (key, value) in Table) { }")]
    [InlineData("foreach (var key in Table.Keys) { }")]
    [InlineData("foreach (var key in Set) { }")]
    [InlineData("var x = Set.First();")]
    [InlineData("var x = Table.Select(pair => pair.Key).ToList();")]
    [InlineData("var x = Table.Values.ToArray();")]
    [InlineData("List<string> x = [.. Set];")]
    [InlineData("var x = new List<string>(Set);")]
    [InlineData("var x = string.Join(',', Set);")]
    [InlineData("IEnumerable<string> x = Set;")]
    [InlineData("var x = from one in Set select one;")]
    [InlineData("IReadOnlyDictionary<string, int> x = Table; foreach (var pair in x) { }")]
    [InlineData("Action a = async () => await context.SleepUntilAsync(context.Now);")]
    [InlineData("async void Go() => await context.SleepUntilAsync(context.Now); Go();")]
    [InlineData("await foreach (var x in Task.WhenEach(Task.FromResult(1))) { }")]
    public void What_could_go_differently_is_rejected(string code) => Assert.NotEmpty(FindingsIn(code, ""));

    [Theory]
    [InlineData("private static int _count;")]
    [InlineData("private int _count;")]
    [InlineData("public static int Count { get; set; }")]
    [InlineData("public int Count { get; set; }")]
    [InlineData("private async void Go() => await Task.CompletedTask;")]
    [InlineData("private static readonly Random Chance = new(1);")]
    [InlineData("private DateTime Today() => DateTime.Today;")]
    [InlineData("private sealed class Inner { public DateTime At() => DateTime.UtcNow; }")]
    public void What_a_workflow_may_not_have_beside_its_code_is_rejected(string member) => Assert.NotEmpty(FindingsIn("", member));

    [Theory]
    [InlineData("var id = context.NewId(); var t = context.Now.AddDays(1);")]
    [InlineData("await Task.WhenAll(context.SleepUntilAsync(context.Now), context.SleepUntilAsync(context.Now));")]
    [InlineData("var x = await Task.WhenAny(context.WaitAsync<int>(\"a\", TimeSpan.FromDays(1)), context.WaitAsync<int>(\"b\", TimeSpan.FromDays(1)));")]
    [InlineData("foreach (var key in new SortedDictionary<string, int>(StringComparer.Ordinal).Keys) { }")]
    [InlineData("foreach (var key in new SortedSet<string>(StringComparer.Ordinal)) { }")]
    [InlineData("var x = Table[\"a\"] + (Table.ContainsKey(\"b\") ? Table.Count : 0); var any = Set.Any();")]
    [InlineData("if (Table.TryGetValue(\"a\", out var y) && Set.Contains(input)) { }")]
    [InlineData("foreach (var x in new List<int> { 1, 2 }.Select(one => one + 1)) { }")]
    [InlineData("var d = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero); var g = Guid.Parse(input);")]
    [InlineData("async Task Go() => await context.SleepUntilAsync(context.Now); await Go();")]
    [InlineData("IReadOnlyDictionary<string, int> x = Table; var y = x[\"a\"];")]
    [InlineData("var words = \"DateTime.Now\"; // Guid.NewGuid()")]
    public void What_goes_the_same_every_time_is_accepted(string code) => Assert.Empty(FindingsIn(code, "private static readonly string[] Names = [\"a\"];"));

    [Fact]
    public void Only_workflows_and_what_belongs_to_them_are_held_to_it()
    {
        var other = "namespace Elsewhere; public sealed class Clock { public System.DateTime Now() => System.DateTime.UtcNow; }";
        Assert.Empty(Shared.Value.With("other.cs", other).Findings());
        Assert.NotEmpty(Shared.Value.With("Workflows/other.cs", other).Findings());
    }

    [Fact]
    public void What_derives_from_a_workflow_by_way_of_another_is_one_as_well()
    {
        var derived = Snippet("", "") + "public sealed class Derived : Snippet { private System.DateTime At() => System.DateTime.UtcNow; }";
        var source = Shared.Value.With("derived.cs", derived);
        Assert.Contains("Derived", source.Workflows);
        Assert.Contains(source.Findings(), found => found.Code == "UtcNow");
    }

    private static IReadOnlyList<SourceFinding> FindingsIn(string code, string member)
    {
        var source = Shared.Value.With("snippet.cs", Snippet(code, member));
        Assert.Empty(source.ErrorsIn("snippet.cs"));
        return [.. source.Findings().Where(found => found.Where.StartsWith("snippet.cs", StringComparison.Ordinal))];
    }

    private static string Snippet(string code, string member) =>
        $$"""
        using Arbit.Workflows;
        namespace Snippets;
        public class Snippet : Workflow<string, string>
        {
            private static readonly Dictionary<string, int> Table = new();
            private static readonly HashSet<string> Set = new();
            {{(code.Contains("_readonlyless", StringComparison.Ordinal) ? "private int _readonlyless;" : "")}}
            {{member}}
            public override string Name => "snippet";
            public override async Task<string> RunAsync(IWorkflowContext context, string input)
            {
                {{code}}
                await context.SleepUntilAsync(context.Now);
                return input;
            }
        }

        """;

    private static bool IsWorkflowFile(string path) => path.StartsWith("Workflows/", StringComparison.Ordinal);

    /// <summary>The paths within shared, with forward slashes; live code needs SDKs, and no workflow is in it.</summary>
    private static List<(string Path, string Text)> ReadShared()
        => Repository.Files("shared", "*.cs")
            .Where(path => !path.StartsWith("shared/Live/", StringComparison.Ordinal))
            .Select(path => (path["shared/".Length..], Repository.Text(path)))
            .ToList();
}
