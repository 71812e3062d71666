import Testing

@Suite("Methods and paths over HTTP")
struct MethodTests {
    private static let allowed = [
        "upload-cert": "OPTIONS, POST", "bulk-upload-cert": "OPTIONS, POST",
        "cert": "GET, HEAD, OPTIONS", "cert/1": "DELETE, GET, HEAD, OPTIONS",
        "ce-name-by-guid": "OPTIONS, PUT", "ce-by-guid": "OPTIONS, PUT",
        "ce/1": "DELETE, OPTIONS",
    ]
    private static let methods = ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "TRACE"]

    @Test("a path of the API answers its methods, says which to others, and needs no key for it")
    func methods() async throws {
        try await APIScene.run { scene in
            for (path, allow) in Self.allowed {
                let served = allow.split(separator: ", ").map(String.init)
                for version in ["v1", "v2"] {
                    let absolute = "/api/client/\(version)/cb/\(path)"
                    let options = try await scene.sendRaw("OPTIONS", absolute)
                    #expect(options.status == 204)
                    #expect(options.headers["allow"] == allow)
                    for method in Self.methods {
                        let answer = try await scene.sendRaw(method, absolute)
                        guard !served.contains(method) else {
                            #expect(answer.status == 401, "\(method) \(path)")
                            continue
                        }
                        #expect(answer.status == 405, "\(method) \(path)")
                        #expect(answer.headers["allow"] == allow)
                        guard method != "HEAD" else { continue }
                        #expect(try answer.refusal == "405 method_not_allowed")
                    }
                }
            }
        }
    }

    @Test("HEAD has GET's status and headers and no body, and asks for a key as GET does")
    func head() async throws {
        try await APIScene.run { scene in
            let id = try await scene.uploadedID()
            for path in ["cert", "cert/\(id)", "cert/none", "cert?limit=0"] {
                let get = try await scene.send("GET", path)
                let head = try await scene.send("HEAD", path)
                #expect(head.status == get.status)
                #expect(head.body.isEmpty)
                for name in ["content-length", "content-type", "ratelimit-policy"] {
                    #expect(head.headers[name] == get.headers[name], "\(name)")
                }
            }
            #expect(try await scene.sendRaw("HEAD", "/api/client/v2/cb/cert").status == 401)
        }
    }

    @Test("a path that the API has not is not found, with a key and without")
    func unknownPaths() async throws {
        let paths = [
            "/api/client/v3/cb/cert", "/api/client/cb/cert", "/api/client/v2/cb/certs",
            "/api/client/v2/CB/cert", "/api/client/v2/cb/Cert", "/api/client/v2/cb",
            "/api/client/v2/cb/ce-by-guid/E-1", "/api/client/v2/cb/cert/1/2",
            "/api/client/v2/cb/update-all-cert", "/api/client/v1/cb/upload-cb",
            "/api/client/v2/nobody/cert", "/",
        ]
        try await APIScene.run { scene in
            for path in paths {
                for headers in [[], ["x-http-authorization: \(scene.key)", "Accept: */*"]] {
                    let answer = try await scene.sendRaw("GET", path, headers: headers)
                    #expect(try answer.refusal == "404 not_found", "\(path)")
                    #expect(answer.headers["ratelimit"] == nil)
                }
            }
        }
    }

    @Test("an id that is none is answered word for word as one that no record has")
    func malformedIDs() async throws {
        try await APIScene.run { scene in
            let id = try await scene.uploadedID()
            try await scene.expectNoChange {
                for (method, call) in [("GET", "cert"), ("DELETE", "cert"), ("DELETE", "ce")] {
                    let unknown = try await scene.send(method, "\(call)/zzzzzzzzzzzz0")
                    #expect(try unknown.refusal == "404 not_found")
                    for text in ["1", "%00", "%ff", "a%2Fb", "%20\(id)", "\(id)0", "\(id)%0A"] {
                        let answer = try await scene.send(method, "\(call)/\(text)")
                        #expect(answer.status == 404)
                        #expect(answer.body == unknown.body, "\(method) \(text)")
                    }
                }
            }
        }
    }
}
