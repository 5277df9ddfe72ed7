using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Arbit.Tests.Run;

/// <summary>What keeps the program from running is said in one line, with what to do, and exit code 2.</summary>
public sealed class StartTests
{
    [Fact]
    public async Task A_second_process_on_the_same_data_is_refused()
    {
        using var data = new TradedData();
        using var first = ArbitProcess.Start(data.Arguments(1));
        await first.AnnouncedAsync();
        var second = await ArbitProcess.RunAsync(data.Arguments(1));
        Assert.Equal(2, second.ExitCode);
        Assert.Single(second.Errors.TrimEnd().Split('\n'));
        Assert.Contains("arbit: ", second.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_is_in_use_is_named_with_what_to_do()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var data = new TradedData();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var arguments = data.Arguments(1);
        arguments[Array.IndexOf(arguments, "--port") + 1] = $"{port}";
        var run = await ArbitProcess.RunAsync(arguments);
        Assert.Equal(2, run.ExitCode);
        Assert.Equal($"arbit: port {port} is in use: end what listens there, or choose another with --port", run.Errors.TrimEnd());
    }

    [Fact]
    public async Task Every_problem_of_the_configuration_is_named_at_once()
    {
        var run = await ArbitProcess.RunAsync("run", "--feed", "dream", "--port", "99999", "--set", "MaxOpenOrders=0", "--set", "NotionalPerTradeUsd=much");
        Assert.Equal(2, run.ExitCode);
        foreach (var name in (string[])["Feed is 'dream'", "Port is 99999", "MaxOpenOrders is 0", "NotionalPerTradeUsd is 'much'"])
            Assert.Contains(name, run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task For_everyone_it_answers_under_private_names_and_still_obeys_only_its_own_machine()
    {
        using var data = new TradedData();
        using var arbit = ArbitProcess.Start(data.Arguments(1, "--set", "Listen=any"));
        await arbit.AnnouncedAsync();
        using var http = new HttpClient();
        Assert.Equal(HttpStatusCode.OK, await AskAsync(HttpMethod.Get, "/healthz", "edge"));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(HttpMethod.Get, "/healthz", "10.91.0.7"));
        Assert.Equal(HttpStatusCode.BadRequest, await AskAsync(HttpMethod.Get, "/api/state", "site.example"));
        Assert.Equal(HttpStatusCode.Forbidden, await AskAsync(HttpMethod.Post, "/api/trading", "edge"));

        async Task<HttpStatusCode> AskAsync(HttpMethod method, string path, string host)
        {
            using var request = new HttpRequestMessage(method, RunningState.PathOf(arbit, path)) { Headers = { Host = host } };
            if (method == HttpMethod.Post)
                request.Content = new StringContent("{\"action\":\"halt\"}", Encoding.UTF8, "application/json");
            using var answer = await http.SendAsync(request);
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task A_relative_data_path_is_below_the_current_directory()
    {
        using var directory = new Journal.TemporaryDirectory();
        using var data = new TradedData();
        var arguments = data.Arguments(1);
        arguments[Array.IndexOf(arguments, "--data") + 1] = "kept";
        using var arbit = ArbitProcess.Start(arguments, workingDirectory: directory.Path);
        await arbit.AnnouncedAsync();
        Assert.True(File.Exists(directory.File("kept/journal/epoch")));
    }

    [SkippableFact]
    public async Task A_journal_that_cannot_be_written_ends_the_program_with_a_line_that_says_why()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "/dev/full is Linux's own.");
        using var data = new TradedData();
        System.IO.Directory.CreateDirectory(data.Data);
        File.CreateSymbolicLink(data.PaperVenueLog, "/dev/full");
        var run = await ArbitProcess.RunAsync(data.Arguments(1));
        Assert.NotEqual(0, run.ExitCode);
        Assert.DoesNotContain("   at ", run.Errors, StringComparison.Ordinal);
        Assert.Contains("arbit: ", run.Errors, StringComparison.Ordinal);
    }
}
